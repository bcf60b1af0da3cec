package meili

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/meilisearch/meilisearch-go"

	"laowu/matching"
)

// record is a document ready to be sent.
type record struct {
	id   int64
	text []byte
}

// A batch is bounded by both: the engine merges tasks that wait, and reads no
// payload over 100 MB.
const (
	mostRecords = 5000
	mostBytes   = 8 << 20
)

// primaryKey is that of both indexes. It is always named: the engine would
// guess otherwise.
const primaryKey = "id"

// put writes documents into an index and removes others, and returns when the
// engine has done it. All batches are sent before the first is waited for.
func (e *Engine) put(ctx context.Context, name string, records []record, gone []int64) error {
	sent := make([]sending, 0, len(records)/mostRecords+1)
	for _, batch := range batches(records) {
		sent = append(sent, e.send(ctx, name, batch))
	}
	removal := e.remove(ctx, name, gone)
	refused := &matching.RefusedError{}
	for _, s := range sent {
		if err := e.settle(ctx, name, s, refused); err != nil {
			return err
		}
	}
	if err := removal(); err != nil {
		return err
	}
	if len(refused.Refused) > 0 {
		slices.SortFunc(refused.Refused, func(a, b matching.Refused) int { return cmp.Compare(a.ID, b.ID) })
		return refused
	}
	return nil
}

// batches parts records by number and size.
func batches(records []record) [][]record {
	var out [][]record
	size, from := 0, 0
	for i, r := range records {
		if i > from && (i-from == mostRecords || size+len(r.text) > mostBytes) {
			out, from, size = append(out, records[from:i]), i, 0
		}
		size += len(r.text)
	}
	if from < len(records) {
		out = append(out, records[from:])
	}
	return out
}

// sending is a batch on its way.
type sending struct {
	batch []record
	task  *meilisearch.TaskInfo
	err   error
}

func (e *Engine) send(ctx context.Context, name string, batch []record) sending {
	var body bytes.Buffer
	for _, r := range batch {
		body.Write(r.text)
		body.WriteByte('\n')
	}
	key := primaryKey
	task, err := e.server.Index(e.prefix+name).AddDocumentsNdjson(ctx, body.Bytes(), &meilisearch.DocumentOptions{PrimaryKey: &key})
	return sending{batch, task, err}
}

// settle waits for a batch. One that is refused is halved until the documents
// at fault stand alone.
func (e *Engine) settle(ctx context.Context, name string, s sending, refused *matching.RefusedError) error {
	why, err := e.refusal(ctx, s)
	if err != nil || why == "" {
		return err
	}
	if len(s.batch) == 1 {
		refused.Refused = append(refused.Refused, matching.Refused{ID: s.batch[0].id, Why: why})
		return nil
	}
	for _, half := range [][]record{s.batch[:len(s.batch)/2], s.batch[len(s.batch)/2:]} {
		if err := e.settle(ctx, name, e.send(ctx, name, half), refused); err != nil {
			return err
		}
	}
	return nil
}

// refusal is why the engine does not take a batch, empty where it does. Its
// code alone is told: its message repeats the document.
func (e *Engine) refusal(ctx context.Context, s sending) (string, error) {
	var f *meilisearch.Error
	if errors.As(s.err, &f) && f.APIError.Type == "invalid_request" {
		if known, code := faultOf(f.StatusCode, f.APIError); known == nil {
			return string(code), nil
		}
	}
	err := e.done(ctx, "write documents", s.task, s.err)
	var t *taskError
	if errors.As(err, &t) {
		return string(t.code), nil
	}
	return "", err
}

// remove sends the removal of documents and returns how to wait for it.
func (e *Engine) remove(ctx context.Context, name string, gone []int64) func() error {
	if len(gone) == 0 {
		return func() error { return nil }
	}
	ids := make([]string, len(gone))
	for i, id := range gone {
		ids[i] = strconv.FormatInt(id, 10)
	}
	task, err := e.server.Index(e.prefix+name).DeleteDocuments(ctx, ids, nil)
	return func() error { return e.done(ctx, "remove documents", task, err) }
}

// there fails with ErrMissing where an index has not been built: the engine
// would make one without settings.
func (e *Engine) there(ctx context.Context, name string) error {
	if err := e.greet(ctx); err != nil {
		return err
	}
	_, err := e.server.GetIndex(ctx, e.prefix+name)
	if err != nil {
		return e.fault("look for the index", err)
	}
	return nil
}

// PutOpenings writes documents and removes those of gone: see matching.Index.
func (e *Engine) PutOpenings(ctx context.Context, docs []matching.OpeningDocument, gone []int64) error {
	if err := e.there(ctx, openings); err != nil {
		return err
	}
	return e.putOpenings(ctx, openings, docs, gone)
}

func (e *Engine) putOpenings(ctx context.Context, name string, docs []matching.OpeningDocument, gone []int64) error {
	records, err := e.openingJSON(docs)
	if err != nil {
		return err
	}
	return e.put(ctx, name, records, gone)
}

// PutWorkers writes documents and removes those of gone: see matching.Index.
func (e *Engine) PutWorkers(ctx context.Context, docs []matching.WorkerDocument, gone []int64) error {
	if err := e.there(ctx, workers); err != nil {
		return err
	}
	return e.putWorkers(ctx, workers, docs, gone)
}

func (e *Engine) putWorkers(ctx context.Context, name string, docs []matching.WorkerDocument, gone []int64) error {
	records, err := workerJSON(docs)
	if err != nil {
		return err
	}
	return e.put(ctx, name, records, gone)
}
