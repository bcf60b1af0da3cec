package sheet

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// compound is an OLE2 compound file ([MS-CFB]): a small file system of
// sectors, in which an .xls is one stream.
type compound struct {
	in       input
	sector   int64    // bytes of a sector
	next     []uint32 // by sector: the one that follows
	mini     []uint32 // by small sector, 64 bytes within the root's stream
	cutoff   int64    // streams shorter than this stand in small sectors
	root     entry
	rootData *extents
	streams  map[string]entry // of the root folder, by name in small letters
}

type entry struct {
	start uint32
	size  int64
}

const (
	headerSize  = 512
	miniSector  = 64
	entrySize   = 128
	maxSector   = 0xFFFFFFFA // what is above marks the end of a chain or a free place
	noEntry     = 0xFFFFFFFF
	maxEntries  = 1 << 14
	inlineFAT   = 109 // sectors of the FAT that the header names itself
	streamEntry = 2
)

var errCompound = damaged("复合文档的结构不完整")

func openCompound(in input) (*compound, error) {
	header := make([]byte, headerSize)
	if err := in.full(header, 0); err != nil {
		return nil, err
	}
	shift := binary.LittleEndian.Uint16(header[30:])
	if shift != 9 && shift != 12 {
		return nil, errCompound
	}
	c := &compound{in: in, sector: 1 << shift, cutoff: int64(binary.LittleEndian.Uint32(header[56:])), streams: map[string]entry{}}
	if err := c.readFAT(header); err != nil {
		return nil, err
	}
	if err := c.readDirectory(binary.LittleEndian.Uint32(header[48:])); err != nil {
		return nil, err
	}
	return c, c.readMini(binary.LittleEndian.Uint32(header[60:]))
}

// full reads all of p, or says that the file is cut off.
func (in input) full(p []byte, off int64) error {
	if n, err := in.ReadAt(p, off); n < len(p) {
		return because(err, "文件不完整")
	}
	return nil
}

func (c *compound) readSector(id uint32) ([]uint32, error) {
	raw := make([]byte, c.sector)
	if err := c.in.full(raw, (int64(id)+1)*c.sector); err != nil {
		return nil, err
	}
	out := make([]uint32, len(raw)/4)
	for i := range out {
		out[i] = binary.LittleEndian.Uint32(raw[i*4:])
	}
	return out, nil
}

// readFAT reads the table of following sectors. No table can be longer than
// the file has sectors, which ends every loop.
func (c *compound) readFAT(header []byte) error {
	var ids []uint32
	for i := range inlineFAT {
		ids = append(ids, binary.LittleEndian.Uint32(header[76+4*i:]))
	}
	sectors := c.in.size/c.sector + 1
	more := binary.LittleEndian.Uint32(header[68:])
	for int64(more)*c.sector < c.in.size {
		part, err := c.readSector(more)
		if err != nil || int64(len(ids)) > sectors {
			return because(err, "复合文档的结构不完整")
		}
		ids, more = append(ids, part[:len(part)-1]...), part[len(part)-1]
	}
	for _, id := range ids {
		if int64(id)*c.sector >= c.in.size {
			continue // free
		}
		part, err := c.readSector(id)
		if err != nil {
			return err
		}
		if c.next = append(c.next, part...); int64(len(c.next)) > sectors+int64(len(part)) {
			break
		}
	}
	return nil
}

// chain lists the sectors from start on that hold length bytes of unit each,
// or all of them where length is negative.
func chain(next []uint32, start uint32, unit, length int64) ([]uint32, error) {
	var out []uint32
	for id := start; id <= maxSector && (length < 0 || int64(len(out))*unit < length); id = next[id] {
		if int64(id) >= int64(len(next)) || len(out) > len(next) {
			return nil, errCompound
		}
		out = append(out, id)
	}
	if int64(len(out))*unit < length {
		return nil, errCompound
	}
	return out, nil
}

// readDirectory finds the streams that stand in the root folder; an embedded
// workbook is in a folder of its own.
func (c *compound) readDirectory(start uint32) error {
	sectors, err := chain(c.next, start, c.sector, -1)
	if err != nil {
		return err
	}
	if int64(len(sectors))*c.sector > maxEntries*entrySize || len(sectors) == 0 {
		return errCompound
	}
	raw := make([]byte, int64(len(sectors))*c.sector)
	for i, id := range sectors {
		if err := c.in.full(raw[int64(i)*c.sector:int64(i+1)*c.sector], (int64(id)+1)*c.sector); err != nil {
			return err
		}
	}
	c.root = entryAt(raw)
	for open, seen := []uint32{binary.LittleEndian.Uint32(raw[76:])}, 0; len(open) > 0; seen++ {
		id := open[len(open)-1]
		open = open[:len(open)-1]
		if id == noEntry {
			continue
		}
		if (int64(id)+1)*entrySize > int64(len(raw)) || seen > maxEntries {
			return errCompound
		}
		e := raw[int64(id)*entrySize:]
		open = append(open, binary.LittleEndian.Uint32(e[68:]), binary.LittleEndian.Uint32(e[72:]))
		if e[66] == streamEntry {
			c.streams[entryName(e)] = entryAt(e)
		}
	}
	return nil
}

func entryAt(e []byte) entry {
	return entry{binary.LittleEndian.Uint32(e[116:]), int64(binary.LittleEndian.Uint32(e[120:]))}
}

func entryName(e []byte) string {
	length := min(int(binary.LittleEndian.Uint16(e[64:]))/2, 32)
	var units []uint16
	for i := range max(length-1, 0) {
		units = append(units, binary.LittleEndian.Uint16(e[2*i:]))
	}
	return strings.ToLower(string(utf16.Decode(units)))
}

func (c *compound) readMini(start uint32) error {
	if c.root.size == 0 {
		return nil
	}
	var err error
	if c.rootData, err = c.extents(c.root); err != nil {
		return err
	}
	sectors, err := chain(c.next, start, c.sector, -1)
	for _, id := range sectors {
		part, err := c.readSector(id)
		if err != nil {
			return err
		}
		c.mini = append(c.mini, part...)
	}
	return err
}

// stream opens a stream of the root folder.
func (c *compound) stream(e entry) (*extents, error) {
	if e.size >= c.cutoff {
		return c.extents(e)
	}
	ids, err := chain(c.mini, e.start, miniSector, e.size)
	if err != nil {
		return nil, err
	}
	out := &extents{in: c.in, size: e.size}
	for _, id := range ids {
		off := int64(id) * miniSector
		if c.rootData == nil || off+miniSector > c.rootData.size {
			return nil, errCompound
		}
		out.add(c.rootData.offset(off), miniSector)
	}
	return out, nil
}

func (c *compound) extents(e entry) (*extents, error) {
	ids, err := chain(c.next, e.start, c.sector, e.size)
	if err != nil || e.size > c.in.size {
		return nil, errCompound
	}
	out := &extents{in: c.in, size: e.size}
	for _, id := range ids {
		out.add((int64(id)+1)*c.sector, c.sector)
	}
	return out, nil
}
