package matching

// A cursor of two engines begins with the letter of the engine that made it:
// a page that one of them ended goes on with the same one, whoever answers new
// questions by then.

func sign(engine, cursor string) string {
	if cursor == "" {
		return ""
	}
	return engine[:1] + cursor
}

// owner is the engine that made a cursor, and the cursor as that engine made
// it. Where there is none, either engine may begin. ErrCursor where it is
// nobody's.
func (f *Fallback) owner(cursor string) (by int, own string, err error) {
	switch {
	case cursor == "":
		return either, "", nil
	case len(cursor) == 1:
		return either, "", ErrCursor
	case cursor[:1] == f.reserve.Name()[:1]:
		return reserve, cursor[1:], nil
	case cursor[:1] == "m", // from when there was a Meilisearch
		f.first != nil && cursor[:1] == f.first.Name()[:1]:
		return first, cursor[1:], nil
	}
	return either, "", ErrCursor
}
