namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>How data reaches a step and leaves it: the words of YAML and those of REST.</summary>
internal static class InputMode
{
    /// <summary>What an input may say. A component's is sent as it is written; that of a binding in the words of REST.</summary>
    public static readonly IReadOnlyList<string> OfInputs =
        ["ro_mount", "rw_mount", "download", "direct", "eval_mount", "eval_download"];

    /// <summary>What an output may say; <c>mount</c> is how older schemas call it.</summary>
    public static readonly IReadOnlyList<string> OfOutputs = ["rw_mount", "mount", "upload", "direct"];

    public static string? ToRest(string? mode) => mode switch
    {
        null => null,
        "ro_mount" => "ReadOnlyMount",
        "rw_mount" or "mount" => "ReadWriteMount",
        "download" => "Download",
        "upload" => "Upload",
        "direct" => "Direct",
        "eval_mount" => "EvalMount",
        "eval_download" => "EvalDownload",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a mode of YAML."),
    };
}
