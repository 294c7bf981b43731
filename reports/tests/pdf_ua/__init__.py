"""Is a PDF what PDF/UA-1 asks for, as far as a machine can tell? The conditions of the Matterhorn protocol 1.1.

No validator of PDF/UA can be installed from where the product's packages come, so its conditions are written down here:
one small function a condition, its number in the docstring. Each has a negative control in `spoilers`.
"""
