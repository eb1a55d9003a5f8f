using System.Text.Json;
using System.Text.Json.Serialization;
using MlopsInfra.Formats.Json;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.State;

/// <summary>A part of the state as a file of JSON, which is replaced as a whole: it is never half there.</summary>
internal static class StateFile
{
    private static readonly Lock Writing = new();

    /// <summary>How state is written; NaN and infinity have names.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };

    /// <summary>Writes a file.</summary>
    public static void Write<T>(string path, T value)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(value, Options);
        lock (Writing) PrivateFiles.Replace(path, content);
    }

    /// <summary>
    /// Reads a file; null if there is none. One that can't be read is put aside, so that the rest can still be used.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="failed">Is told of a file that can't be read.</param>
    public static T? Read<T>(string path, Action<Exception>? failed)
        where T : class
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonFile.Deserialize<T>(path, Options);
        }
        catch (JsonException exception)
        {
            failed?.Invoke(new InvalidDataException(
                $"{JsonFault.At(path, exception)} The file can't be read and is now '{Path.GetFileName(path)}.broken'.",
                exception));
            File.Move(path, path + ".broken", overwrite: true);
            return null;
        }
    }
}
