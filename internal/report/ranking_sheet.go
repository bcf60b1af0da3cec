package report

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"laowu/imports/sheet"
)

// Levels are the ranking's lists with what people call them.
func (r Ranking) Levels() []struct {
	Word  string
	Ranks []Rank
} {
	return []struct {
		Word  string
		Ranks []Rank
	}{{"乡镇", r.Townships}, {"务工协会", r.Associations}, {"村", r.Villages}}
}

// Word is what people call a state; empty where the unit has a place.
func (s State) Word() string { return map[State]string{Missing: "未报", Small: "人数太少"}[s] }

// Lines are each unit's place and figures, by its code.
func (r Ranking) Lines() []Line {
	var out []Line
	for _, level := range r.Levels() {
		for _, k := range level.Ranks {
			place := k.State.Word()
			if k.Place != nil {
				place = strconv.Itoa(*k.Place)
			}
			out = append(out, Line{k.Code, k.Name + " 名次", place})
			for _, f := range []struct{ id, zh, value string }{
				{".in_work", "在岗率", k.InWork.words()}, {".stayed", "稳岗率", k.Stayed.words()}, {".guarantee", "搬迁保障率", k.Guarantee.words()}, {".wage", "人均月工资", k.wage()},
			} {
				out = append(out, Line{k.Code + f.id, k.Name + " " + f.zh, f.value})
			}
		}
	}
	return out
}

// words are a share with what it is of; empty where it is not shown.
func (r *Ratio) words() string {
	if r == nil {
		return ""
	}
	return fmt.Sprintf("%d/%d", r.Part, r.Of)
}

// Percent is the share as people read it, cut and never rounded up; empty where
// it is not shown.
func (r *Ratio) Percent() string {
	if r == nil {
		return ""
	}
	return Figure{Value: 100 * r.Share}.Shown() + "%"
}

func (k Rank) wage() string {
	if k.MeanWage == nil {
		return ""
	}
	return number(*k.MeanWage)
}

// Words are the line's cells: place or why there is none, name, township, members,
// the shares and the wage, and the comments.
func (k Rank) Words() []string {
	place, members := k.State.Word(), ""
	if k.Place != nil {
		place, members = strconv.Itoa(*k.Place), strconv.Itoa(*k.Members)
	}
	var said []string
	for _, c := range k.Comments {
		said = append(said, c.Text)
	}
	return []string{place, k.Name, k.Township, members, k.InWork.Percent(), k.Stayed.Percent(), k.Guarantee.Percent(), k.wage(), strings.Join(said, "；")}
}

// RankTitles are the headings of Words.
func RankTitles() []string {
	return []string{"名次", "单位", "乡镇", "会员", "在岗率", "90天稳岗率", "搬迁保障率", "人均月工资", "说明"}
}

// Write writes the ranking as a workbook, a sheet for each level.
func (r Ranking) Write(out io.Writer) error {
	w, err := sheet.Create()
	if err != nil {
		return fmt.Errorf("write ranking: %w", err)
	}
	if err = r.fill(w); err == nil {
		err = w.Save(out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write ranking: %w", err), w.Close())
	}
	return nil
}

func (r Ranking) fill(w *sheet.Writer) error {
	for _, level := range r.Levels() {
		title := fmt.Sprintf("%s成效排名（截至 %s；%s 以来没有新记录的为未报，不足 %d 人的不列）", level.Word, r.AsOf, r.Since, r.Least)
		s, err := begin(w, level.Word, title, cells(RankTitles()), []float64{9, 26, 14, 9, 11, 12, 12, 12, 44})
		if err != nil {
			return err
		}
		for _, k := range level.Ranks {
			if err := s.Row(cells(k.Words())...); err != nil {
				return err
			}
		}
	}
	return nil
}

func cells(words []string) []any {
	out := make([]any, len(words))
	for i, w := range words {
		if out[i] = w; w == "" {
			out[i] = nil
		}
	}
	return out
}
