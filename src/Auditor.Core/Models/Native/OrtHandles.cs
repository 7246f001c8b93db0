using System.Runtime.InteropServices;

namespace Auditor.Models.Native;

/// <summary>An object of the runtime that is released exactly once, also when its owner throws.</summary>
internal abstract class OrtHandle : SafeHandle
{
    protected OrtHandle()
        : base(0, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == 0;
}

internal sealed unsafe class SessionHandle : OrtHandle
{
    public SessionHandle(nint session) => SetHandle(session);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSession(handle);
        return true;
    }
}

internal sealed unsafe class ValueHandle : OrtHandle
{
    public ValueHandle(nint value) => SetHandle(value);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseValue(handle);
        return true;
    }
}

internal sealed unsafe class RunOptionsHandle : OrtHandle
{
    public RunOptionsHandle()
    {
        nint options;
        OrtApi.Check(OrtApi.CreateRunOptions(&options));
        SetHandle(options);
    }

    /// <summary>Asks the run that uses these options to end with an error as soon as it can.</summary>
    public void Terminate() => OrtApi.Check(OrtApi.SetTerminate(handle));

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseRunOptions(handle);
        return true;
    }
}
