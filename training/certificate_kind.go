package training

import "strings"

// CertificateKind says how a certificate ages.
type CertificateKind string

// The kinds, as they are stored.
const (
	Skill                 CertificateKind = "skill"                  // 职业技能等级证书, 职业资格证书: no end
	SpecialOperation      CertificateKind = "special_operation"      // 特种作业操作证: reviewed
	ConstructionOperation CertificateKind = "construction_operation" // 建筑施工特种作业
	SpecialEquipment      CertificateKind = "special_equipment"
	DrivingLicence        CertificateKind = "driving"
	Qualification         CertificateKind = "qualification" // to carry goods, to handle food, to lead a site
	Completion            CertificateKind = "completion"    // 结业证, 培训合格证: no skill certificate
)

// groups are the kinds of the register's groups.
var groups = map[string]CertificateKind{
	"技能": Skill, "特种作业": SpecialOperation, "建筑特种作业": ConstructionOperation, "特种设备": SpecialEquipment, "驾驶": DrivingLicence,
}

// completions are the words by which a paper only says that somebody was there.
var completions = []string{"结业", "合格证", "培训证", "毕业证"}

// KindOf reads the name of a certificate as a course's list writes it. The code
// is the register's, empty where it does not know the name or the paper is a
// completion certificate.
func (r *Register) KindOf(name string) (kind CertificateKind, code string) {
	for _, w := range completions {
		if strings.Contains(name, w) && !strings.Contains(name, "等级") {
			return Completion, ""
		}
	}
	codes := r.Asked(name)
	if len(codes) == 0 {
		if LevelIn(name) > 0 {
			return Skill, ""
		}
		return Qualification, ""
	}
	c, _ := r.Find(codes[0])
	if kind, ok := groups[c.Group]; ok {
		return kind, c.Code
	}
	return Qualification, c.Code
}

// Word is what people call it.
func (k CertificateKind) Word() string {
	return map[CertificateKind]string{
		Skill: "职业技能等级证书", SpecialOperation: "特种作业操作证", ConstructionOperation: "建筑施工特种作业证", SpecialEquipment: "特种设备作业证",
		DrivingLicence: "驾驶证", Qualification: "资格证", Completion: "结业证",
	}[k]
}
