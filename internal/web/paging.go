package web

import (
	"strconv"

	"laowu/internal/web/templates"
)

// pagesFrom leads through a list of so many things, a page of which begins after
// the first at; nil where all stand on one page. address is the page's, without
// the number after which it begins.
func pagesFrom(address, each string, all, at, page int) *templates.Paging {
	if all <= page {
		return nil
	}
	p := &templates.Paging{Where: "共 " + thousands(all) + " " + each}
	if at > 0 {
		p.First = address + "0"
	}
	if at+page < all {
		p.Next = address + strconv.Itoa(at+page)
	}
	return p
}
