package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"path"
	"strings"
)

// archive is the zip that an .xlsx is: parts by their name in small letters,
// with / between folders, as readers of workbooks take no notice of either.
type archive struct {
	parts map[string]*zip.File
	left  int64 // bytes that the parts not yet opened may unpack to
}

func openArchive(in input) (*archive, error) {
	if err := checkDirectory(in); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(in, in.size)
	if err != nil {
		return nil, because(err, "压缩包不完整")
	}
	if len(z.File) > maxParts {
		return nil, tooLarge("文件里的部件超过 %d 个", maxParts)
	}
	a, total := &archive{parts: make(map[string]*zip.File, len(z.File)), left: maxUnpacked}, uint64(0)
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, encrypted()
		}
		if total += min(f.UncompressedSize64, maxUnpacked+1); total > maxUnpacked {
			return nil, tooLarge("文件解开后大于 512 MB")
		}
		if name := partName("", f.Name); a.parts[name] == nil {
			a.parts[name] = f
		}
	}
	return a, nil
}

// partName resolves a relationship's target against the folder of the part
// that names it.
func partName(folder, target string) string {
	target = strings.ToLower(strings.ReplaceAll(target, `\`, "/"))
	if !strings.HasPrefix(target, "/") {
		target = folder + "/" + target
	}
	return strings.TrimPrefix(path.Clean("/"+target), "/")
}

// checkDirectory bounds the zip's directory before it is read into memory.
func checkDirectory(in input) error {
	const length, most = 22, maxParts * 512
	tail := make([]byte, min(in.size, length+1<<16))
	from := in.size - int64(len(tail))
	if n, err := in.ReadAt(tail, from); n < len(tail) {
		return because(err, "压缩包不完整")
	}
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < length {
		return damaged("压缩包不完整")
	}
	size := int64(binary.LittleEndian.Uint32(tail[i+12:]))
	offset := int64(binary.LittleEndian.Uint32(tail[i+16:]))
	if end := from + int64(i); size > most || end-offset > most {
		return tooLarge("文件里的部件太多")
	}
	return nil
}

// part reads one unpacked part and proves it: more bytes than may be, fewer
// than the directory says or another checksum end it with an *Error.
type part struct {
	r    io.Reader
	f    *zip.File
	crc  uint32
	read int64
	left int64
	done error
}

// open starts reading a part from its beginning.
func (a *archive) open(f *zip.File) (*part, error) {
	raw, err := f.OpenRaw()
	if err != nil {
		return nil, because(err, "压缩包里的 %s 读不出来", f.Name)
	}
	p := &part{f: f, left: maxUnpacked}
	switch f.Method {
	case zip.Store:
		p.r = raw
	case zip.Deflate:
		p.r = flate.NewReader(raw)
	default:
		return nil, damaged("%s 的压缩方式无法识别", f.Name)
	}
	return p, nil
}

func (p *part) Read(b []byte) (int, error) {
	if p.done != nil {
		return 0, p.done
	}
	n, err := p.r.Read(b)
	p.read += int64(n)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b[:n])
	switch {
	case p.read > p.left:
		p.done = tooLarge("文件解开后大于 512 MB")
	case errors.Is(err, io.EOF):
		p.done = p.proof()
	case err != nil:
		p.done = because(err, "压缩包里的 %s 不完整", p.f.Name)
	}
	return n, p.done
}

func (p *part) proof() error {
	if uint64(p.read) != p.f.UncompressedSize64 || p.crc != p.f.CRC32 {
		return damaged("压缩包里的 %s 校验不符", p.f.Name)
	}
	return io.EOF
}

// whole reads a part with the scanner to its end, and takes its size off what
// the archive may still unpack to.
func (a *archive) whole(f *zip.File, read func(*scanner) error) error {
	p, err := a.open(f)
	if err != nil {
		return err
	}
	p.left = a.left
	if err = read(newScanner(p)); err == nil {
		_, err = io.Copy(io.Discard, p)
	}
	a.left -= p.read
	return because(err, "%s 的内容不合规范", f.Name)
}

// again reads a part that whole has proved.
func (a *archive) again(f *zip.File, read func(*scanner) error) error {
	p, err := a.open(f)
	if err != nil {
		return err
	}
	return because(read(newScanner(p)), "%s 的内容不合规范", f.Name)
}
