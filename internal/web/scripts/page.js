// On every page: links and forms that say so (hx-…) change a part of the page
// instead of all of it. Without this script they are ordinary links and forms.
import htmx from 'htmx.org'

Object.assign(htmx.config, {
  allowEval: false,
  historyCacheSize: 0, // pages of people are kept nowhere in the browser
  includeIndicatorStyles: false, // nothing inline
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
})

// What was pressed shows so before anything else is done: on a slow telephone
// the part that changes takes a while to be put in place.
document.addEventListener('htmx:confirm', pressed => {
  pressed.preventDefault()
  pressed.detail.elt.setAttribute('aria-busy', 'true')
  requestAnimationFrame(() => setTimeout(() => pressed.detail.issueRequest(true)))
})
document.addEventListener('htmx:afterRequest', e => e.detail.elt.removeAttribute('aria-busy'))

// Htmx takes leave of each element that goes, one by one. Cards listen to nothing:
// they may go at once.
document.addEventListener('htmx:beforeSwap', e => {
  const cards = e.detail.shouldSwap && e.detail.target.querySelector('.openings')
  if (cards) cards.replaceChildren()
})
