using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>What is said of an output.</summary>
/// <param name="Type">Its type, as in <c>uri_folder</c>.</param>
/// <param name="Uri">Where it is to be; null for the default place.</param>
/// <param name="Mode">How it leaves the process: <c>Upload</c> for at its end, only if it succeeds; null for the default.</param>
/// <param name="AssetName">The asset that it becomes; null for none.</param>
/// <param name="AssetVersion">The version of that asset; null for the next one.</param>
internal sealed record JobOutput(string Type, string? Uri, string? Mode, string? AssetName, string? AssetVersion)
{
    /// <summary>Whether it is a file that the process writes itself, and no folder.</summary>
    public bool IsFile => Type.Equals("uri_file", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is kept only if the process succeeds.</summary>
    public bool IsUpload => "Upload".Equals(Mode, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads it.</summary>
    /// <param name="given">What a job or a step says of it.</param>
    /// <param name="port">What the component declares.</param>
    public static JobOutput Of(JsonNode? given, JsonNode? port) => new(
        (Member(given, "jobOutputType", "job_output_type", "type") is { } type && type != "literal" ? type : null)
            ?? port.Member("type").AsText() ?? "uri_folder",
        Member(given, "uri"),
        Member(given, "mode") ?? port.Member("mode").AsText(),
        Member(given, "assetName", "asset_name", "name"),
        Member(given, "assetVersion", "asset_version", "version"));

    private static string? Member(JsonNode? given, params string[] names) =>
        names.Select(name => JobInputs.Member(given, name).AsText()).FirstOrDefault(text => text is { Length: > 0 });
}
