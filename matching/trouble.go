package matching

// Trouble is why an engine does not answer, as /readyz and /metrics name it.
type Trouble string

// The troubles of an engine. What a question is refused for is none: see
// Refusal.
const (
	Starting    Trouble = "starting"    // not asked yet
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

// hints say to who runs the platform what is the matter and what to do.
var hints = map[Trouble]string{
	Starting:    "Meilisearch 正在启动",
	Unreachable: "Meilisearch 连不上：请看它在不在运行，LAOWU_MEILI_URL 对不对。好了以后自动恢复",
	Slow:        "Meilisearch 答得太慢（超过 0.3 秒）：请看那台机器忙不忙。好了以后自动恢复",
	WrongKey:    "Meilisearch 不认这个密钥：请检查 LAOWU_MEILI_KEY，改后重启服务",
	DiskFull:    "Meilisearch 的磁盘满了：请腾出空间。好了以后自动恢复",
	OldVersion:  "Meilisearch 版本不合：请换成 1.50 或更新的 1.x",
	NoIndex:     "Meilisearch 里还没有本平台的索引：服务会自己建；一直没有时运行 laowu reindex",
	Stuck:       "Meilisearch 的任务做不完：请看它的日志",
	Unasked:     "Meilisearch 答不了这样的问题，多半是版本之间的差别：请看服务的日志",
	Behind:      "Meilisearch 里的内容比数据库旧，正在赶上；一直赶不上时运行 laowu reindex",
}

// Hint is a sentence for who runs the platform.
func (t Trouble) Hint() string { return hints[t] }
