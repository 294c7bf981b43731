// Which elements can Tab not reach? Of a radio group one stands for all: arrows lead on.
const INTERACTIVE = "a[href], button, input, select, textarea, summary, [tabindex='0']";
const groupOf = (element) => (element.type === "radio" ? `${element.form?.id}/${element.name}` : element);
const isMeant = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0;

window.tabbing = {
  meant: new Map([...document.querySelectorAll(INTERACTIVE)].filter(isMeant).map((element) => [groupOf(element), element])),
  step() { this.meant.delete(groupOf(document.activeElement)); },
  missed() { return [...this.meant.values()].map((element) => element.outerHTML.slice(0, 160)); },
};
document.activeElement?.blur();
