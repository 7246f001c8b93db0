using System.Runtime.InteropServices;

namespace Auditor.Models.Native;

/// <summary>
/// The functions of ONNX Runtime's C API that we use, by their position in its table. The order of the table never changes between
/// versions (onnxruntime_c_api.h: functions are only ever added at the end).
/// </summary>
internal static unsafe class OrtApi
{
    public const string LibraryFile = "libonnxruntime.so.1";

    private const uint ApiVersion = 17;
    private static readonly nint* Table = LoadTable();
    private static readonly delegate* unmanaged[Cdecl]<nint, nint> GetErrorMessage = (delegate* unmanaged[Cdecl]<nint, nint>)Table[2];

    public static readonly delegate* unmanaged[Cdecl]<int, byte*, nint*, nint> CreateEnv =
        (delegate* unmanaged[Cdecl]<int, byte*, nint*, nint>)Table[3];

    public static readonly delegate* unmanaged[Cdecl]<nint, byte*, nint, nint*, nint> CreateSession =
        (delegate* unmanaged[Cdecl]<nint, byte*, nint, nint*, nint>)Table[7];

    public static readonly delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =
        (delegate* unmanaged[Cdecl]<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Table[9];

    public static readonly delegate* unmanaged[Cdecl]<nint*, nint> CreateSessionOptions =
        (delegate* unmanaged[Cdecl]<nint*, nint>)Table[10];

    public static readonly delegate* unmanaged[Cdecl]<nint, nint> DisableMemoryPattern =
        (delegate* unmanaged[Cdecl]<nint, nint>)Table[17];

    public static readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetGraphOptimizationLevel =
        (delegate* unmanaged[Cdecl]<nint, int, nint>)Table[23];

    public static readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetIntraOpThreads =
        (delegate* unmanaged[Cdecl]<nint, int, nint>)Table[24];

    public static readonly delegate* unmanaged[Cdecl]<nint, int, nint> SetInterOpThreads =
        (delegate* unmanaged[Cdecl]<nint, int, nint>)Table[25];

    public static readonly delegate* unmanaged[Cdecl]<nint*, nint> CreateRunOptions =
        (delegate* unmanaged[Cdecl]<nint*, nint>)Table[39];

    public static readonly delegate* unmanaged[Cdecl]<nint, nint> SetTerminate =
        (delegate* unmanaged[Cdecl]<nint, nint>)Table[46];

    public static readonly delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithData =
        (delegate* unmanaged[Cdecl]<nint, void*, nuint, long*, nuint, int, nint*, nint>)Table[49];

    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> GetTensorData =
        (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Table[51];

    public static readonly delegate* unmanaged[Cdecl]<nint, nuint*, nint> GetDimensionsCount =
        (delegate* unmanaged[Cdecl]<nint, nuint*, nint>)Table[61];

    public static readonly delegate* unmanaged[Cdecl]<nint, long*, nuint, nint> GetDimensions =
        (delegate* unmanaged[Cdecl]<nint, long*, nuint, nint>)Table[62];

    public static readonly delegate* unmanaged[Cdecl]<nint, nint*, nint> GetTensorTypeAndShape =
        (delegate* unmanaged[Cdecl]<nint, nint*, nint>)Table[65];

    public static readonly delegate* unmanaged[Cdecl]<int, int, nint*, nint> CreateCpuMemoryInfo =
        (delegate* unmanaged[Cdecl]<int, int, nint*, nint>)Table[69];

    public static readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseStatus = Release(93);
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseSession = Release(95);
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseValue = Release(96);
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseRunOptions = Release(97);
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseShape = Release(99);
    public static readonly delegate* unmanaged[Cdecl]<nint, void> ReleaseSessionOptions = Release(100);

    /// <summary>Turns a status of the runtime into an exception with the runtime's own words; null is success.</summary>
    public static void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8(GetErrorMessage(status)) ?? "no message";
        ReleaseStatus(status);
        throw new OnnxException(message);
    }

    private static delegate* unmanaged[Cdecl]<nint, void> Release(int position) =>
        (delegate* unmanaged[Cdecl]<nint, void>)Table[position];

    private static nint* LoadTable()
    {
        var path = Path.Combine(AppContext.BaseDirectory, LibraryFile);
        if (!File.Exists(path))
        {
            throw new OnnxException($"{LibraryFile} is not beside the program. Run ./auditor, which restores it from the npm package onnxruntime-node.");
        }

        var library = NativeLibrary.Load(path);
        var apiBase = ((delegate* unmanaged[Cdecl]<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        var table = ((delegate* unmanaged[Cdecl]<uint, nint*>)apiBase[0])(ApiVersion);
        return table is not null ? table : throw new OnnxException($"this ONNX Runtime does not know version {ApiVersion} of its C API");
    }
}
