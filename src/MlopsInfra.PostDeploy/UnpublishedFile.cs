namespace MlopsInfra.PostDeploy;

/// <summary>A YAML file that lies in the folder and is not published.</summary>
/// <param name="File">The file, relative to the folder.</param>
/// <param name="Kind">What it describes, as in <c>command job</c>.</param>
/// <param name="Reason">Why it is not published, and what would do it.</param>
public sealed record UnpublishedFile(string File, string Kind, string Reason);
