namespace MlopsInfra.LocalEngine.State;

/// <summary>A state file or journal that can't be understood.</summary>
internal sealed class DamagedStateException(string file, Exception inner)
    : Exception($"The state file {file} is damaged: {inner.Message}", inner)
{
    /// <summary>Path of the damaged file.</summary>
    public string File { get; } = file;
}
