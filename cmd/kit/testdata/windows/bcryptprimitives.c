/* Wine 8 has no bcryptprimitives.dll, from which a Go program takes its random
 * bytes. This one gives those that advapi32 has under its old name (RtlGenRandom,
 * Microsoft Learn). It serves the tests and is handed out to nobody. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
	const SIZE_T most = 1 << 20;
	while (length > 0) {
		ULONG n = (ULONG)(length < most ? length : most);
		if (!SystemFunction036(buffer, n))
			return FALSE;
		buffer += n;
		length -= n;
	}
	return TRUE;
}
