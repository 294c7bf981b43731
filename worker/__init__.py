"""Who does the slow work outside the request? The queue of django-tasks, and what it lacks: retries, leases, duties."""
