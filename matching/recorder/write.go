package recorder

import (
	"errors"

	"laowu/matching"
)

func opening(d matching.OpeningDocument) int64 { return d.ID }

func worker(d matching.WorkerDocument) int64 { return d.ID }

func ids[D any](docs []D, id func(D) int64) []int64 {
	var out []int64
	for _, d := range docs {
		out = append(out, id(d))
	}
	return out
}

// left are the documents that an answer refuses; any other error passes on.
func left(err error) (out map[int64]bool, other error) {
	var refused *matching.RefusedError
	if !errors.As(err, &refused) {
		return nil, err
	}
	out = map[int64]bool{}
	for _, one := range refused.Refused {
		out[one.ID] = true
	}
	return out, nil
}

func write[D any](into map[int64]D, docs []D, id func(D) int64, gone []int64, refused map[int64]bool) {
	for _, d := range docs {
		if delete(into, id(d)); !refused[id(d)] {
			into[id(d)] = d
		}
	}
	for _, id := range gone {
		delete(into, id)
	}
}
