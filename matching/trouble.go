package matching

// Trouble is why an engine does not answer, as /readyz and /metrics name it.
type Trouble string

// The troubles of an engine. What a question is refused for is none: see
// Refusal.
const (
	Unreachable Trouble = "unreachable" // nobody answers there
	Slow        Trouble = "slow"        // not within its time
	WrongKey    Trouble = "wrong_key"   // it does not let us in
	DiskFull    Trouble = "disk_full"
	OldVersion  Trouble = "old_version" // older than what we ask of it
	NoIndex     Trouble = "no_index"    // it has no copy of ours yet
	Stuck       Trouble = "stuck"       // it does not finish what it was told
	Behind      Trouble = "behind"      // its copy is older than may be shown
	Unasked     Trouble = "question"    // it did not take this one question, which says nothing of others
)
