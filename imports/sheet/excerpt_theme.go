package sheet

import "strings"

// readTheme reads the colours and fonts that styles may name; nil where there
// are none, or none that may be handed on.
func (x *xlsx) readTheme() []byte {
	const most = 1 << 20
	f := x.zip.parts[x.theme]
	if f == nil || f.UncompressedSize64 > most {
		return nil
	}
	colors, fonts := "", ""
	err := x.zip.again(f, func(s *scanner) error {
		return s.each(func() error {
			switch string(s.name) {
			case "clrScheme":
				return copied(s, &colors)
			case "fontScheme":
				return copied(s, &fonts)
			}
			return nil
		})
	})
	if err != nil || colors == "" || fonts == "" {
		return nil
	}
	return themeXML(colors, fonts)
}

// themeXML is a theme of given colours and fonts; the effects are for shapes,
// of which there are none.
func themeXML(colors, fonts string) []byte {
	const (
		fill   = `<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`
		line   = `<a:ln>` + fill + `</a:ln>`
		effect = `<a:effectStyle><a:effectLst/></a:effectStyle>`
	)
	// The elements are written without prefix, so theirs is the usual space.
	return []byte(xmlHead + `<theme xmlns="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><themeElements>` + colors + fonts +
		strings.ReplaceAll(`<a:fmtScheme name="Office"><a:fillStyleLst>`+strings.Repeat(fill, 3)+`</a:fillStyleLst><a:lnStyleLst>`+strings.Repeat(line, 3)+
			`</a:lnStyleLst><a:effectStyleLst>`+strings.Repeat(effect, 3)+`</a:effectStyleLst><a:bgFillStyleLst>`+strings.Repeat(fill, 3)+`</a:bgFillStyleLst></a:fmtScheme>`, "a:", "") +
		`</themeElements></theme>`)
}

// usualColors and usualFonts are a theme's where the workbook has none.
const (
	usualColors = `<clrScheme name="Office"><dk1><sysClr val="windowText" lastClr="000000"/></dk1><lt1><sysClr val="window" lastClr="FFFFFF"/></lt1><dk2><srgbClr val="44546A"/></dk2><lt2><srgbClr val="E7E6E6"/></lt2>` +
		`<accent1><srgbClr val="4472C4"/></accent1><accent2><srgbClr val="ED7D31"/></accent2><accent3><srgbClr val="A5A5A5"/></accent3><accent4><srgbClr val="FFC000"/></accent4>` +
		`<accent5><srgbClr val="5B9BD5"/></accent5><accent6><srgbClr val="70AD47"/></accent6><hlink><srgbClr val="0563C1"/></hlink><folHlink><srgbClr val="954F72"/></folHlink></clrScheme>`
	usualFonts = `<fontScheme name="Office"><majorFont><latin typeface="等线 Light"/><ea typeface=""/><cs typeface=""/></majorFont><minorFont><latin typeface="等线"/><ea typeface=""/><cs typeface=""/></minorFont></fontScheme>`
)
