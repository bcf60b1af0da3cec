package matching

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// Term is a title or an employer of open openings that everybody may see.
type Term struct {
	Employer bool
	Text     string
}

// LoadTerms reads the terms of all open openings.
type LoadTerms func(ctx context.Context) ([]Term, error)

// vocabulary is what the terms add to the lexicon.
type vocabulary struct {
	dict      *dictionary
	spellings *spellings
	wild      wildcards
	people    bool // the words are those of questions about people
}

func newVocabulary() *vocabulary {
	return &vocabulary{dict: newDictionary(), spellings: newSpellings(), wild: wildcards{}}
}

// learnTerms makes a vocabulary of terms. A title that names a trade is
// understood by its trade and is learnt for its spelling alone.
func (l *Lexicon) learnTerms(terms []Term) *vocabulary {
	v := newVocabulary()
	for _, one := range terms {
		word := l.Fold(strings.TrimSpace(one.Text))
		if one.Employer {
			l.learnEmployer(v, word)
			continue
		}
		for _, piece := range pieces(word) {
			l.learnTitle(v, piece)
		}
	}
	return v
}

func (l *Lexicon) learnTitle(v *vocabulary, title string) {
	if _, known := l.dict.words[title]; known || utf8.RuneCountInString(title) < 2 {
		return
	}
	c := &concept{kind: isWhole}
	if _, learnt := v.dict.words[title]; learnt {
		return
	}
	t := newText([]rune(title))
	if spans := l.scan(t, true, nil); len(spans) == 0 {
		v.dict.add(title, c)
	}
	v.wild.add(title, c)
	v.spell(l, title, c)
}

// legalForms end an employer's name and are left out when people say it.
var legalForms = []string{"股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "分公司", "公司", "集团"}

// learnEmployer learns an employer by its whole name and as people say it, and
// by how both are spelled, unless that is nothing but words of the lexicon (太原保洁有限公司).
func (l *Lexicon) learnEmployer(v *vocabulary, name string) {
	words := []string{name}
	for _, form := range legalForms {
		if short, ok := strings.CutSuffix(name, form); ok {
			if utf8.RuneCountInString(short) >= 4 && !l.explains(short) {
				words = append(words, short)
			}
			break
		}
	}
	for _, word := range words {
		c := &concept{kind: isEmployer}
		if v.dict.add(word, c) {
			v.wild.add(word, c)
			v.spell(l, word, c)
		}
	}
}

func (v *vocabulary) spell(l *Lexicon, word string, c *concept) {
	if allHan(word) && utf8.RuneCountInString(word) <= most {
		l.spell(v.spellings, spelled{word, rankTitle, c})
	}
}

// explains says whether the lexicon's own words cover a text wholly.
func (l *Lexicon) explains(word string) bool {
	t := newText([]rune(word))
	covered := 0
	for _, s := range l.scan(t, true, nil) {
		covered += s.to - s.from
	}
	return covered == len(t.runes)
}

// termKeeper holds the current vocabulary and renews it beside the searches.
type termKeeper struct {
	lexicon *Lexicon
	load    LoadTerms
	now     atomic.Pointer[vocabulary]
	read    atomic.Int64 // when the terms were last read, Unix nanoseconds
	tried   atomic.Int64 // when reading them was last tried
	busy    sync.Mutex
}

// Terms are read again after termsAge when somebody searches, and after
// termsMissAge when a search found nothing for a word that nothing explains.
const termsAge, termsMissAge = time.Minute, 2 * time.Second

// termsPatience is how long reading them may take beside the searches.
const termsPatience = 10 * time.Second

func newTermKeeper(l *Lexicon, load LoadTerms) *termKeeper {
	k := &termKeeper{lexicon: l, load: load}
	k.now.Store(newVocabulary())
	return k
}

func (k *termKeeper) current() *vocabulary { return k.now.Load() }

func (k *termKeeper) since() time.Duration { return time.Since(time.Unix(0, k.tried.Load())) }

// stale says that a search which found nothing may ask once more.
func (k *termKeeper) stale() bool { return k.since() > termsMissAge }

// refresh reads the terms. Of several calls at once one reads, the others
// wait for it.
func (k *termKeeper) refresh(ctx context.Context) error {
	before := k.read.Load()
	k.busy.Lock()
	defer k.busy.Unlock()
	if k.read.Load() != before {
		return nil
	}
	return k.renew(ctx)
}

// renew reads the terms; the caller holds busy. A failure leaves the old ones.
func (k *termKeeper) renew(ctx context.Context) error {
	k.tried.Store(time.Now().UnixNano())
	terms, err := k.load(ctx)
	if err != nil {
		return fmt.Errorf("read titles and employers: %w", err)
	}
	k.now.Store(k.lexicon.learnTerms(terms))
	k.read.Store(time.Now().UnixNano())
	return nil
}

// touch renews old terms without keeping anybody waiting.
func (k *termKeeper) touch() {
	if k.since() < termsAge || !k.busy.TryLock() {
		return
	}
	go func() {
		defer k.busy.Unlock()
		ctx, cancel := context.WithTimeout(context.Background(), termsPatience)
		defer cancel()
		_ = k.renew(ctx) // the next search tries again
	}()
}
