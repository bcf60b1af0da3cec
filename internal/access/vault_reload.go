package access

import (
	"io/fs"
	"os"
	"time"
)

// lookEvery is for how long sealing may go on without a look at the key file.
const lookEvery = time.Second

// newest are the keys to seal with. Looking at the file costs more than
// sealing does, and an import seals 100,000 numbers: one call a second looks.
func (v *Vault) newest() *keys {
	k := v.keys.Load()
	last, now := v.looked.Load(), int64(v.now().Sub(v.opened))
	if now-last < int64(lookEvery) || !v.looked.CompareAndSwap(last, now) {
		return k
	}
	if info, err := os.Stat(v.path); err == nil && unchanged(k.file, info) {
		v.broken.Store(false)
		return k
	}
	return v.reload()
}

// reload reads the key file again. One that is missing, damaged, another
// installation's or older than what is loaded leaves the loaded keys in force.
func (v *Vault) reload() *keys {
	v.read.Lock()
	defer v.read.Unlock()
	loaded := v.keys.Load()
	k, err := readKeys(v.path)
	if err == nil {
		err = k.succeed(loaded)
	}
	if err != nil {
		v.complain(err)
		return loaded
	}
	v.broken.Store(false)
	v.keys.Store(k)
	return k
}

func (v *Vault) complain(err error) {
	if !v.broken.Swap(true) && v.Log != nil {
		v.Log.Error("key file is bad; going on with the keys read before", "file", v.path, "error", err)
	}
}

// unchanged says whether two looks saw the same file. A rotation puts another
// in its place, and a copy over it changes its time.
func unchanged(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}
