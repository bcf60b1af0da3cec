package match

import (
	"fmt"
	"strings"
	"time"

	"laowu/internal/value"
	"laowu/training"
)

// most is what all parts together bring, and longSource how many characters a
// source may have.
const most, longSource = 100, 200

// ReadWeight reads the form of a weight: part, valid_from, points, source.
// training.Refusals name the field.
func ReadWeight(get func(field string) string) (w Weight, err error) {
	var wrong training.Refusals
	refuse := func(field, text string) {
		if text != "" {
			wrong = append(wrong, training.Refusal{Field: field, Text: text})
		}
	}
	w.Part, w.Source = Part(get("part")), value.Clean(get("source"))
	if place(w.Part) < 0 {
		refuse("part", "选一项")
	}
	var said string
	w.ValidFrom, said = readDay(get("valid_from"))
	refuse("valid_from", said)
	w.Points, said = readPoints(get("points"))
	refuse("points", said)
	refuse("source", wrongSource(w.Source))
	if len(wrong) > 0 {
		return w, wrong
	}
	return w, nil
}

// readDay reads a day that is told to the day, or says what is wrong.
func readDay(text string) (day time.Time, said string) {
	if strings.TrimSpace(text) == "" {
		return day, "写从哪天起"
	}
	d, code := value.ParseDay(value.Raw{Text: text})
	switch {
	case code != "":
		return day, code.Message()
	case d.IsZero(), d.Precision() != value.ToDay:
		return day, "写到哪一天，例如 2026-12-01"
	}
	return d.Time(), ""
}

func readPoints(text string) (points int, said string) {
	n, given, code := value.ParseCount(value.Raw{Text: text}, 0, most)
	switch {
	case code == value.NumberRange:
		return 0, "填 0 到 100 的数"
	case code != "":
		return 0, code.Message()
	case !given:
		return 0, "写最多几分"
	}
	return n, ""
}

func wrongSource(source string) string {
	switch {
	case source == "":
		return "写依据的文件，别人才查得到"
	case len([]rune(source)) > longSource:
		return fmt.Sprintf("写得太长了，最多 %d 个字", longSource)
	case value.Redact(source) != source:
		return "不要写身份证号码和电话号码"
	}
	return ""
}

// tooMuch refuses weights that come to more than a whole score.
func tooMuch(n int, from time.Time) error {
	return training.Refusals{{Field: "points", Text: fmt.Sprintf("这样 %s 起各项加起来 %d 分，超过 100 分；先把别的项调低", from.Format(time.DateOnly), n)}}
}
