namespace MlopsInfra.Lifecycle.Images;

/// <summary>A file of a build's context.</summary>
/// <param name="Path">Its path in the context, with <c>/</c>.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record ContextFile(string Path, ReadOnlyMemory<byte> Content);
