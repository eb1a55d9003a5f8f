namespace MlopsInfra.LocalEngine.State;

/// <summary>A state file or journal that can't be understood.</summary>
internal sealed class DamagedStateException(string file, Exception inner)
    : Exception($"The state file {file} is damaged: {inner.Message}", inner)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;
}
