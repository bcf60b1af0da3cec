package pgsearch

import (
	"context"
	"fmt"
	"math/bits"
	"strconv"

	"laowu/internal/db"
	"laowu/matching"
)

// Suited asks who may suit an opening: people whom the actor sees, who are open
// to an offer and whom a trade or a certificate leads there.
type Suited struct {
	Trades           []string // of the opening itself
	Near             []string // their groups, and what is near them
	Certs            []string // that are or cover what it asks for; an expired one leads there too
	Places           []string // where it is, and what that lies in
	BornFrom, BornTo int      // years
	Limit            int
}

// What is told of those who are found.
const (
	tellWishes = iota
	tellWishesNear
	tellCert
	tellTradeItself
	tellPlace
	tellHelped
)

// What leads to an opening weighs so much: a wish, a certificate, training or
// work; the place, and who is helped first, decide between equals.
var suitedWeights = [8]int{tellWishes: 20, tellWishesNear: 16, tellCert: 12, tellTradeItself: 4, tellPlace: 2, tellHelped: 1}

// IDs are the numbers of those whom most leads there, the first of all. Where
// neither a trade nor a certificate leads there, who is open to an offer is. It
// asks within the transaction.
func (s Suited) IDs(ctx context.Context, tx *db.Tx, l *matching.Lexicon) ([]int64, error) {
	rows, err := tx.Query(ctx, findWorkersSQL, s.spans(l).arguments(tx.Today(), nil, false)...)
	if err != nil {
		return nil, fmt.Errorf("find candidates: %w", err)
	}
	blocks, err := readBlocks(rows, nil)
	if err != nil {
		return nil, fmt.Errorf("find candidates: %w", err)
	}
	by := map[int][]int64{}
	most := 0
	for i := range blocks {
		blocks[i].each(func(id int64, weight int) {
			by[weight] = append(by[weight], id)
			most = max(most, weight)
		})
	}
	var out []int64
	for w := most; w >= 0 && len(out) < s.Limit; w-- {
		out = append(out, by[w][:min(len(by[w]), s.Limit-len(out))]...)
	}
	return out, nil
}

func (s Suited) spans(l *matching.Lexicon) *spans {
	out := &spans{}
	out.any(1, kindTrade, s.Trades...)
	out.any(1, kindTrade, s.Near...)
	out.any(1, kindHad, s.Certs...)
	out.any(2, kindState, isOpen)
	out.between(3, kindBirth, strconv.Itoa(s.BornFrom), strconv.Itoa(s.BornTo))
	out.any(tellFrom+tellWishes, kindWish, s.Trades...)
	if len(s.Trades)+len(s.Near)+len(s.Certs) == 0 {
		out.between(tellFrom+tellWishes, kindWish, "", "~")
	}
	out.any(tellFrom+tellWishesNear, kindWish, s.Near...)
	out.any(tellFrom+tellCert, kindHad, s.Certs...)
	out.any(tellFrom+tellTradeItself, kindTrade, s.Trades...)
	for _, code := range s.Places {
		p := placeCode(l, code)
		out.any(tellFrom+tellPlace, p.kind, p.code)
	}
	out.any(tellFrom+tellHelped, kindState, isHelped)
	return out
}

// each calls yield with everybody who was found in a block, in order, and how
// much leads him there.
func (b *block) each(yield func(id int64, weight int)) {
	for i, eight := range b.found {
		for eight != 0 {
			at := bits.LeadingZeros8(eight)
			one := byte(0x80) >> at
			eight &^= one
			weight := 0
			for n, told := range b.told {
				if told != nil && told[i]&one != 0 && (n != tellWishesNear || b.told[tellWishes] == nil || b.told[tellWishes][i]&one == 0) {
					weight += suitedWeights[n]
				}
			}
			yield(b.first+int64(i*8+at), weight)
		}
	}
}
