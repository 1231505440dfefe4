package typeset

import "strings"

// lightWords are articles and prepositions of the languages that a headline is
// most often in: a line should neither end with one nor consist of one. The
// Portuguese "no" is not among them: it is the loudest word of other languages.
var lightWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		a an the of to for in on and or by at is are
		el la los las un una de del al y e o por con en para
		le les des du une et au aux ou sur pour dans est
		os as um uma do da dos das ao na nos nas em com
		der die das den dem ein eine und im von zu mit für ist
		il lo gli i di della dello per
		в на и к с о за не для от из у
		wa ya za la kwa na ni
		के का की को से में पर ने और
		ο η το οι τα του της των τον την στο στη στον στην για με σε από και
		w z i na do o od za dla ve bir ile için
		از به در که و را کا کی کے کو میں سے پر اور
		של את על אל עם
		في من على إلى عن أن و`) {
		m[w] = true
	}
	return m
}()
