namespace MlopsInfra.PostDeploy.Assets;

/// <summary>How data reaches a step: the words of YAML and those of REST.</summary>
internal static class InputMode
{
    public static string? ToRest(string? mode) => mode switch
    {
        null => null,
        "ro_mount" => "ReadOnlyMount",
        "rw_mount" => "ReadWriteMount",
        "download" => "Download",
        "upload" => "Upload",
        "direct" => "Direct",
        "eval_mount" => "EvalMount",
        "eval_download" => "EvalDownload",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a mode of YAML."),
    };
}
