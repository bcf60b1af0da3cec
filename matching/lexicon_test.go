package matching

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Each way to say a trade means that trade, and is never taken for another
// one's misspelling.
func TestEveryTradeWord(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	if n := len(l.Trades()); n < 120 {
		t.Errorf("only %d trades", n)
	}
	for _, trade := range l.Trades() {
		if trade.Code == "" || trade.Name == "" || trade.Class != "" && len(trade.Class) != len("4-10-01-05") {
			t.Errorf("%+v is not complete", trade)
		}
		for _, word := range append([]string{trade.Name}, trade.Aliases...) {
			u := l.Understand("141123", word)
			if !slices.Equal(u.Question.Trades, []string{trade.Code}) || len(u.Question.Words) > 0 || strings.Contains(u.Note, "按") {
				t.Errorf("%s: %v %q, %s; want %s", word, u.Question.Trades, u.Question.Words, u.Note, trade.Code)
			}
		}
		if codes := l.TradesOf(trade.Name); !slices.Equal(codes, []string{trade.Code}) {
			t.Errorf("title %s: %v", trade.Name, codes)
		}
	}
}

// Each trade is found by the pinyin of each of its words.
func TestEveryTradeByPinyin(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, trade := range l.Trades() {
		for _, word := range append([]string{trade.Name}, trade.Aliases...) {
			if !allHan(word) {
				continue
			}
			syllables := l.readings.syllables(word)
			for _, typed := range []string{strings.Join(syllables, ""), strings.Join(syllables, " "), strings.ToUpper(strings.Join(syllables, "'"))} {
				q := l.Understand("141123", typed).Question
				if !slices.Contains(slices.Concat(q.Trades, q.Near), trade.Code) {
					t.Errorf("%s typed %s: %v", word, typed, q.Trades)
				}
			}
		}
	}
}

// A trade's own name is found by its initials, first of all that begin so.
func TestEveryTradeByInitials(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, trade := range l.Trades() {
		if !allHan(trade.Name) {
			continue
		}
		initials := ""
		for _, s := range l.readings.syllables(trade.Name) {
			initials += s[:1]
		}
		if _, other := l.dict.words[initials]; other {
			continue
		}
		if q := l.Understand("141123", initials).Question; !l.found(q, trade.Code) {
			t.Errorf("%s typed %s: %v %v", trade.Name, initials, q.Trades, q.Places)
		}
	}
}

// homophones are characters of the lexicon by their sound.
func homophones(l *Lexicon) map[string][]rune {
	out := map[string][]rune{}
	for word := range l.dict.words {
		for _, c := range word {
			if all := spellings1(c); isHan(c) && len(all) == 1 && !slices.Contains(out[all[0]], c) {
				out[all[0]] = append(out[all[0]], c)
			}
		}
	}
	for _, all := range out {
		slices.Sort(all)
	}
	return out
}

// One character typed by its sound is put right in every word of three and
// more, unless what stands there then is a word too.
func TestEveryWordWithAHomophone(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	same := homophones(l)
	tried, other := 0, 0
	for _, trade := range l.Trades() {
		for _, word := range append([]string{trade.Name}, trade.Aliases...) {
			if utf8.RuneCountInString(word) < least || !allHan(word) {
				continue
			}
			for i, right := range word {
				for _, wrong := range same[spellings1(right)[0]] {
					typed := word[:i] + string(wrong) + word[i+utf8.RuneLen(right):]
					if wrong == right || l.knows(typed, utf8.RuneCountInString(word[:i])) {
						continue
					}
					tried++
					q := l.Understand("141123", typed).Question
					switch {
					case len(q.Trades) == 0:
						t.Errorf("%s typed %s: %v %q", word, typed, q.Trades, q.Words)
					case !l.found(q, trade.Code):
						other++ // 安捡员 is 安检员 rather than 安监员
					}
				}
			}
		}
	}
	if tried < 5000 || other > tried/1000 {
		t.Errorf("%d words tried, %d read as another trade", tried, other)
	}
}

// knows says whether a word of the lexicon covers a character of a text.
func (l *Lexicon) knows(typed string, at int) bool {
	t := newText([]rune(typed))
	return explainedRunes(t, l.scan(t, true, nil))[at]
}

// found says whether a question finds openings of a trade.
func (l *Lexicon) found(q Question, code string) bool {
	return len(q.Words) == 0 && slices.ContainsFunc(slices.Concat(q.Trades, q.Near), func(asked string) bool {
		return slices.Contains(l.Groups(code), asked)
	})
}

// A character that is nothing like the right one is forgiven in longer words.
func TestLongWordsWithAnyWrongCharacter(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, c := range []struct{ typed, code string }{
		{"养老护囧员", "elder_care"}, {"养囧护理员", "elder_care"}, {"母囧护理员", "maternity_care"}, {"装载囧司机", "loader"},
		{"秩序维囧员", "guard"}, {"铁路安囧员", "security_check"}, {"囧序维护员", "guard"}, {"家政囧务员", "housekeeper"},
	} {
		if q := l.Understand("141123", c.typed).Question; !l.found(q, c.code) {
			t.Errorf("%s: %v %q", c.typed, q.Trades, q.Words)
		}
	}
}

func TestWorkplaces(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	rows, err := table("workplaces.csv", 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, word := range strings.Fields(row[1]) {
			alone := l.Understand("141123", word).Question
			if row[0] != "" && !slices.Equal(alone.Trades, []string{row[0]}) || row[0] == "" && !slices.Equal(alone.Words, []string{l.Fold(word)}) {
				t.Errorf("%s alone: %v %q", word, alone.Trades, alone.Words)
			}
			with := l.Understand("141123", word+" 保安").Question
			if !slices.Equal(with.Trades, []string{"guard"}) || len(with.Words) > 0 {
				t.Errorf("%s 保安: %v %q", word, with.Trades, with.Words)
			}
		}
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, a := range l.divisions("") {
		want := l.current(a.Code)
		if got := l.Understand("141123", a.Name).Question.Places; !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v, want %s", a.Name, got, want)
		}
	}
	rows, err := table("places.csv", 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, word := range strings.Fields(row[1]) {
			q := l.Understand("141123", word+" 护工").Question
			if !slices.Equal(q.Places, []string{row[0]}) || !slices.Equal(q.Trades, []string{"care"}) {
				t.Errorf("%s 护工: %v %v", word, q.Places, q.Trades)
			}
		}
	}
	if got := l.Nearby("141123"); len(got) < 20 || got[0] != "141123" || slices.Index(got, "141124") > slices.Index(got, "150602") {
		t.Errorf("nearby: %v", got)
	}
}

func TestHere(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	rows, err := table("here.csv", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if got := l.Understand("141124", row[0]).Question.Places; !slices.Equal(got, []string{"141124"}) {
			t.Errorf("%s: %v", row[0], got)
		}
	}
}

func TestBenefitsAndForms(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	says := func(q Question) string {
		switch {
		case q.Board && q.Lodging:
			return boardLodging
		case q.Board:
			return boardOnly
		case q.Lodging:
			return lodgingOnly
		case q.NoCert:
			return noCert
		}
		return q.Form
	}
	for _, file := range []string{"benefits.csv", "forms.csv"} {
		rows, err := table(file, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, word := range strings.Fields(row[1]) {
				u := l.Understand("141123", word)
				if says(u.Question) != row[0] || len(u.Chips) != 1 || len(u.Question.Words) > 0 {
					t.Errorf("%s: %+v", word, u)
				}
			}
		}
	}
}

func TestEveryCertificate(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for _, c := range l.Certificates().All() {
		for _, word := range append([]string{strings.ReplaceAll(c.Name, " ", "")}, c.Aliases...) {
			if got := l.Understand("141123", word).Question; !slices.Equal(got.Certs, []string{c.Code}) || len(got.Words) > 0 {
				t.Errorf("%s: %v %q, want %s", word, got.Certs, got.Words, c.Code)
			}
		}
	}
}

func TestFillersAndRightWords(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	rows, err := table("fillers.csv", 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, word := range strings.Fields(row[1]) {
			before, after := l.Understand("141123", word+" 保洁"), l.Understand("141123", "保洁"+word)
			if row[0] == "word" && (len(before.Question.Words) > 0 || len(before.Question.Trades) != 1) {
				t.Errorf("%s 保洁: %+v", word, before.Question)
			}
			if row[0] == "suffix" && (len(after.Question.Words) > 0 || !slices.Equal(after.Question.Trades, []string{"cleaner"})) {
				t.Errorf("保洁%s: %+v", word, after.Question)
			}
		}
	}
	right, err := table("right.csv", 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range right {
		if q := l.Understand("141123", row[0]).Question; len(q.Trades) > 0 || !slices.Equal(q.Words, []string{row[0]}) {
			t.Errorf("%s: %v %q", row[0], q.Trades, q.Words)
		}
	}
}

func TestCharacters(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for written, want := range map[string]string{"護工": "护工", "ＡＢＣ１２": "abc12", "Hù Gōng": "hu gong", "鄂爾多斯": "鄂尔多斯", "圪𪣻上": "圪𪣻上", "lǜ": "lv"} {
		if got := l.Fold(written); got != want {
			t.Errorf("Fold(%s) = %s", written, got)
		}
	}
	for word, want := range map[string]string{
		"重庆": "chong qing", "厦门": "xia men", "太原": "tai yuan", "岢岚": "ke lan", "圪𪣻上": "ge dong shang", "会计": "kuai ji",
		"塔吊司机": "ta diao si ji", "重卡": "zhong ka", "行车": "hang che", "长途司机": "chang tu si ji", "绿化": "lv hua", "校车": "xiao che",
		"重型货车": "zhong xing huo che", "单": "dan", "曾": "zeng", "数控": "shu kong", "装卸工": "zhuang xie gong", "传菜": "chuan cai",
	} {
		if got := strings.Join(l.readings.syllables(word), " "); got != want {
			t.Errorf("%s is read %s, want %s", word, got, want)
		}
	}
}

func TestGroups(t *testing.T) {
	t.Parallel()
	l := testLexicon(t)
	for code, want := range map[string]string{
		"elder_care": "elder_care care", "mine_electrician": "mine_electrician mining electrician electromechanical",
		"mason": "mason skilled_builder construction", "care": "care", "nothing": "",
	} {
		if got := strings.Join(l.Groups(code), " "); got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
}
