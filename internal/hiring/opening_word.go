package hiring

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"laowu/internal/db"
)

// OpeningWord is a word that an opening had better not say (see 047_openings.sql).
type OpeningWord struct {
	Word   string
	Kind   string // money, sex, health, family, origin, zodiac, hazard
	Source string // the law behind it
}

// OpeningWords lists those that hold today, the longest first: of two that say
// the same the fuller one is told.
func OpeningWords(ctx context.Context, tx *db.Tx) ([]OpeningWord, error) {
	rows, err := tx.Query(ctx, `
		SELECT * FROM (
			SELECT DISTINCT ON (char_length(word), word) word, kind, source FROM opening_word
			WHERE valid_from <= $1 ORDER BY char_length(word) DESC, word, valid_from DESC
		) w WHERE kind <> 'free' ORDER BY char_length(word) DESC, word`, tx.Today())
	if err != nil {
		return nil, fmt.Errorf("read words of openings: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[OpeningWord])
	if err != nil {
		return nil, fmt.Errorf("read words of openings: %w", err)
	}
	return all, nil
}

// adviceOf says what to write instead, by the kind of a word.
var adviceOf = map[string]string{
	"money":  "招工不能向求职的人收钱、押东西，请去掉",
	"sex":    "不能只招男的或者只招女的，请去掉；要力气、要倒班，就写做什么活",
	"health": "不能因为乙肝不要人，入职也不能查，请去掉",
	"family": "不能问结没结婚、生没生孩子，请去掉",
	"origin": "不能因为是哪里人、哪个民族不要人，请去掉",
	"zodiac": "属相、星座、血型和做事无关，请去掉",
}

// denials before a word in its clause turn it around: 不收押金, 不限已婚未婚.
var denials = []string{"不收", "不交", "不缴", "不押", "不扣", "不查", "不看", "不问", "不限", "不论", "不要求", "不需要", "不用", "不必", "无需交", "免收", "免交", "免除", "严禁", "拒绝"}

// bareDenials stand right before the word, or right after it.
var bareDenials = []string{"无", "免", "零", "没有", "不限", "不收", "全免", "：无", ":无"}

// says tells whether a text says a word, and does not deny it.
func says(text, word string) bool {
	text = strings.ToUpper(text)
	word = strings.ToUpper(word)
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		i += at
		if !denied(text[:i], text[i+len(word):]) {
			return true
		}
		at = i + len(word)
	}
}

// mild denials are of something to have, and say nothing of what is then taken:
// 不用经验收押金.
var mild = []string{"不查", "不看", "不问", "不限", "不论", "不要求", "不需要", "不用", "不必"}

// takes says whether between a mild denial and the word something is taken after
// all. What is denied may itself be taking: 不用交押金, 不需要向公司交押金.
func takes(denial, rest string) bool {
	if !slices.Contains(mild, denial) || strings.HasPrefix(rest, "向") {
		return false
	}
	return strings.ContainsAny(strings.TrimLeft(rest, "先再另收交缴付"), "收交缴付")
}

func denied(before, after string) bool {
	clauses := strings.FieldsFunc(before+"…", func(r rune) bool { return strings.ContainsRune("，。；！？,;!?\n", r) })
	clause := strings.TrimSuffix(clauses[len(clauses)-1], "…")
	for _, d := range denials {
		if _, rest, ok := strings.Cut(clause, d); ok && !takes(d, rest) {
			return true
		}
	}
	for _, d := range bareDenials {
		if strings.HasSuffix(clause, d) || strings.HasPrefix(after, d) {
			return true
		}
	}
	return false
}
