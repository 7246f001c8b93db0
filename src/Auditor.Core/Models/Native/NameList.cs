using System.Runtime.InteropServices;

namespace Auditor.Models.Native;

/// <summary>Names as the runtime wants them: pointers to zero-ended UTF-8 that stay where they are for as long as this lives.</summary>
internal sealed unsafe class NameList : SafeHandle
{
    public NameList(IReadOnlyList<string> names)
        : base(0, ownsHandle: true)
    {
        Count = names.Count;
        SetHandle((nint)NativeMemory.AllocZeroed((nuint)names.Count, (nuint)sizeof(byte*)));
        for (var i = 0; i < names.Count; i++)
        {
            Pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(names[i]);
        }
    }

    public int Count { get; }

    public byte** Pointers => (byte**)handle;

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        for (var i = 0; i < Count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Pointers[i]);
        }

        NativeMemory.Free((void*)handle);
        return true;
    }
}
