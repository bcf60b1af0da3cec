package matching

import (
	"strconv"
	"sync"
	"testing"
	"time"
)

// TestImpersonal: what may be of a person is not counted, what people look for is.
func TestImpersonal(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, words := range []string{
		"王建", "张平平", "欧阳建国", "司马光", "14000000001", "140 0000 0001", "１４０００００００１", "一四零零零零零零零零一", "141123199001019969", "51102319900", "王建 兴县",
		"工资 张平", "微信abc12345", "abc12345", "王建的电话", "身份证丢了", "晋a12345", "一二三四五六七八九十一二三四五六七八九十字", "٠١٢٣٤٥٦",
	} {
		if l.impersonal(words) {
			t.Errorf("%q would be counted", words)
		}
	}
	for _, words := range []string{"捏糖人", "描花样", "无人机", "剪辑", "直播", "太原 保洁 9000以上", "马夫子上班", "c1", "石匠铺子招工", "cad", "高炉工", "金工师", "护工", "月嫂", "看大门"} {
		if !l.impersonal(words) {
			t.Errorf("%q would not be counted", words)
		}
	}
}

func TestUnanswered(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, c := range []struct {
		text  string
		total int
		want  string
	}{
		{"兴县 捏糖人", 0, "[\"捏糖人\"]"}, {"兴县 护工", 0, "[\"兴县 护工\"]"}, {"兴县　ＨＵＧＯＮＧ", 0, "[\"兴县 hugong\"]"}, {"捏糖人 描花样", 3, "[\"捏糖人\" \"描花样\"]"},
		{"王建国", 0, "[]"}, {"捏糖人 14000000001", 0, "[\"捏糖人\"]"},
	} {
		u := l.Understand("141123", c.text)
		got := l.unanswered(Request{Text: c.text}, Found{Answer: Answer{Total: c.total}, Question: u.Question})
		text := "["
		for i, w := range got {
			if i > 0 {
				text += " "
			}
			text += strconv.Quote(w)
		}
		if text+"]" != c.want {
			t.Errorf("%s: %s], want %s", c.text, text, c.want)
		}
	}
}

// TestQuestionLogIsBounded counts more words than are held, from many sides.
func TestQuestionLogIsBounded(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 24, 10, 0, 0, 0, china)
	q := NewQuestionLog(func() time.Time { return at })
	var all sync.WaitGroup
	for side := range 4 {
		all.Go(func() {
			for i := range mostHeard {
				q.add("141123", false, []string{strconv.Itoa(side) + "-" + strconv.Itoa(i), "捏糖人"})
			}
		})
	}
	all.Wait()
	if len(q.heard) != mostHeard {
		t.Errorf("%d words are held, want %d", len(q.heard), mostHeard)
	}
	for words, n := range q.heard {
		if words.words == "捏糖人" && (n.asked != 4*mostHeard || n.found != 0 || n.hours != 1<<10) {
			t.Errorf("%+v: %+v", words, *n)
		}
	}
}
