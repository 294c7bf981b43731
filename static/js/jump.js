// Marks in the jump list the criterion that is on the screen now.

export function startJump(map) {
  const sections = [...map.querySelectorAll(".criterion[id^=c]")];
  const inView = new Set();
  const mark = () => {
    const current = sections.find((section) => inView.has(section.id));
    for (const link of document.querySelectorAll("#contents a")) {
      if (current && link.hash === `#${current.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) inView.add(target.id);
      else inView.delete(target.id);
    }
    mark();
  }, { rootMargin: "-15% 0px -60% 0px" });
  sections.forEach((section) => observer.observe(section));
  document.addEventListener("parts:applied", mark);
}
