package sheet

// sheets goes through every worksheet once. That proves the whole file before
// a row of it is used, and finds the merged cells, which stand after the rows.
func (x *xlsx) sheets() ([]Sheet, error) {
	out := make([]Sheet, len(x.list))
	for i, l := range x.list {
		out[i] = Sheet{Name: l.name, Hidden: l.hidden}
		if err := x.zip.whole(l.part, out[i].survey); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Sheet) survey(scan *scanner) error {
	return scan.each(func() (err error) {
		if len(scan.starts) != rowDepth {
			return nil // anchors of drawings have rows too
		}
		switch string(scan.name) {
		case "row":
			if s.Rows, err = rowNumber(scan.attrs, s.Rows); err == nil {
				err = scan.skipUnread()
			}
		case "mergeCell":
			err = s.addMerge(scan)
		}
		return err
	})
}

func (s *Sheet) addMerge(scan *scanner) error {
	ref, err := scan.attr("ref", false)
	if err != nil {
		return err
	}
	m, ok := parseMerge(ref)
	if !ok {
		return errXML
	}
	if len(s.Merges) == maxMerges {
		return tooLarge("工作表 %s 的合并单元格太多", s.Name)
	}
	s.Merges = append(s.Merges, m)
	return nil
}
