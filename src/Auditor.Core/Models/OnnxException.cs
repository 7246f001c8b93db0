namespace Auditor.Models;

/// <summary>ONNX Runtime refused something; the message is its own.</summary>
public sealed class OnnxException(string message) : Exception(message);
