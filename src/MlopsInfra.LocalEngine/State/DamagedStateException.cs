using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>A state file or journal that can't be understood.</summary>
/// <param name="file">Path of the damaged file.</param>
/// <param name="inner">What is wrong.</param>
/// <param name="line">The line that was read; 1 where the whole file was.</param>
internal sealed class DamagedStateException(string file, JsonException inner, int line = 1)
    : Exception($"The state is damaged. {JsonFault.At(file, inner, line)}", inner)
{
    /// <summary>Path of the damaged file.</summary>
    public string File { get; } = file;
}
