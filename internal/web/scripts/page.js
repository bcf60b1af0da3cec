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
