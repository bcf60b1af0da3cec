package web_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// focusSeen is whether one sees where the focus is: the outline, the shadow or
// the border of what has it, or of what stands around it or after it in its
// stead, is another than without.
const focusSeen = `(() => {
	const e = document.activeElement
	const near = [e, e.nextElementSibling, e.parentElement, ...(e.labels || [])].filter(Boolean)
	const look = () => near.map(n => { const s = getComputedStyle(n)
		return s.outlineStyle == 'none' || s.outlineWidth == '0px' ? s.boxShadow + s.borderColor : [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor].join() }).join(';')
	const box = e.getBoundingClientRect(), on = look()
	e.blur()
	const off = look()
	e.focus({focusVisible: true})
	return on != off && box.bottom > 0 && box.top < innerHeight
})()`

// focusKind is what a key does to what has the focus: "turn" where Space turns
// it, "part" where Enter changes a part of the page, "page" where it leads on.
const focusKind = `(() => {
	const e = document.activeElement
	if (e.matches('summary, select, [type=checkbox], [type=radio], button[type=button]')) return 'turn'
	return e.closest('[hx-boost=true], [hx-get]') ? 'part' : 'page'
})()`

// focusAgain is whether the focus was there before, on the way to a name.
const focusAgain = `(() => { const e = document.activeElement, was = e.hasAttribute('data-been'); e.setAttribute('data-been', ''); return was && e != document.body })()`

// focusGroup is how many radio buttons are in the group that has the focus, where
// one of them is called so: within it one goes by the arrows.
const focusGroup = `(name => {
	const e = document.activeElement
	if (e.type != 'radio') return 0
	const group = [...document.getElementsByName(e.name)].filter(r => r.form == e.form)
	return group.some(r => [...r.labels].some(l => l.innerText.replace(/\s+/g, ' ').trim() == name)) ? group.length : 0
})`

// reach presses Tab until what has the focus is called so by a screen reader, and
// fails where nothing is, or where one does not see the focus there. A radio
// button is reached by the arrows, which chooses it.
func (w *tab) reach(name string) {
	w.Helper()
	if fault := w.reaches(name); fault != "" {
		w.Fatal(fault)
	}
}

// reaches is what is wrong with the way to a name by the keyboard.
func (w *tab) reaches(name string) (fault string) {
	w.Helper()
	look[int](w, `document.querySelectorAll('[data-been]').forEach(e => e.removeAttribute('data-been')); 0`)
	var been []string
	for range 400 {
		w.do(chromedp.KeyEvent(kb.Tab))
		if look[bool](w, focusAgain) {
			break
		}
		for range look[int](w, focusGroup+"("+quoted(name)+")") {
			if w.focused() != name {
				w.do(chromedp.KeyEvent(kb.ArrowDown))
			}
		}
		at := w.focused()
		been = append(been, at)
		if at != name {
			continue
		}
		if !look[bool](w, focusSeen) {
			return "nobody sees that the focus is on " + name
		}
		return ""
	}
	return name + " is not reached by Tab at " + w.address() + ", only " + strings.Join(been, "/")
}

// press reaches what is called so and presses Enter, or Space where that is what
// turns it; where it leads to another page, it waits for it.
func (w *tab) press(name string) {
	w.Helper()
	w.reach(name)
	enter := chromedp.KeyEvent(kb.Enter)
	switch kind := look[string](w, focusKind); {
	case kind == "turn":
		w.do(chromedp.KeyEvent(" "))
	case kind == "part" && w.scripted:
		w.renew(enter)
	default:
		w.follow(enter)
	}
}

// focused is what a screen reader calls what has the focus.
func (w *tab) focused() string {
	w.Helper()
	held, err := chromedp.Call(w.ctx, runtime.Evaluate, runtime.EvaluateParams{Expression: "document.activeElement"})
	if err != nil {
		w.Fatal(err)
	}
	alone := false
	told, err := chromedp.Call(w.ctx, accessibility.GetPartialAXTree, accessibility.GetPartialAXTreeParams{ObjectID: held.Result.ObjectID, FetchRelatives: &alone})
	if err != nil {
		w.Fatal(err)
	}
	for _, n := range told.Nodes {
		var name string
		if n.Name != nil && json.Unmarshal(n.Name.Value, &name) == nil {
			return strings.Join(strings.Fields(name), " ")
		}
	}
	return ""
}

func quoted(text string) string {
	b, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string has JSON
	}
	return string(b)
}

// TestKeyboard logs in and out without a mouse; what is not there, and what has
// no sign of the focus, is told.
func TestKeyboard(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	w := chrome(t).open(t, serve(t, b.Deps), device{width: 1280})
	w.visit("/login?as=staff")
	if got := w.reaches("没有这个"); !strings.Contains(got, "登录") {
		t.Errorf("what is not there: %q", got)
	}
	w.reach("账号")
	w.do(chromedp.KeyEvent("station"))
	w.reach("密码")
	w.do(chromedp.KeyEvent(staffSecret))
	w.press("登录")
	if got := w.address(); !strings.HasSuffix(got, "/station") {
		t.Errorf("the login leads to %s", got)
	}
	look[int](w, `document.querySelectorAll('button').forEach(b => b.style = 'outline: none; box-shadow: none; border-color: red'); 0`)
	if got := w.reaches("退出"); !strings.HasPrefix(got, "nobody sees") {
		t.Errorf("without a sign of the focus: %q", got)
	}
	w.visit("/station")
	w.press("退出")
}
