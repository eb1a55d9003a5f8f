namespace MlopsInfra.PostDeploy.Definitions;

/// <summary>How data reaches a step and leaves it: the words of YAML and those of REST.</summary>
internal static class InputMode
{
    /// <summary>What an input of a step or a job may say.</summary>
    public static readonly IReadOnlyList<string> OfInputs =
        ["ro_mount", "rw_mount", "download", "direct", "eval_mount", "eval_download"];

    /// <summary>What an output of a step or a job may say; <c>mount</c> is how older schemas call it.</summary>
    public static readonly IReadOnlyList<string> OfOutputs = ["rw_mount", "mount", "upload", "direct"];

    /// <summary>What the interface of a component may say, for inputs and outputs alike.</summary>
    public static readonly IReadOnlyList<string> OfComponents = [.. OfInputs.Union(OfOutputs), "link"];

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
