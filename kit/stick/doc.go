// Package stick puts one folder of files onto many sticks, checks every one by
// reading it back, and says of each what became of it.
//
// The two functions you want first are [Prepare], which reads the folder once,
// and [Write], which writes it to any number of targets side by side.
//
// A stick is done when every file was written under another name, brought to
// the medium, renamed, the whole file system synced, and then read again past
// the system's cache with the right sum; only then does it get its SHA256SUMS.
// That list is the first thing that is taken away when writing starts, so a
// stick that was pulled can always be told from a finished one. What the owner
// has on the stick is not touched: only files that this package has listed
// itself are replaced or removed.
//
// The order (write, sync, rename, sync the file system) is what vfat needs: of
// files that were synced and renamed alone, none survived a power cut. It costs
// a stick about as much for one file as for many, so files are written under
// other names in batches, a bounded amount ahead of the medium; what comes next
// is read and summed up meanwhile. Reading back waits for the last file: a
// stick of fake capacity puts the last files over the first.
package stick
