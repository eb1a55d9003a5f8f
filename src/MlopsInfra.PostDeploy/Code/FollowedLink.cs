namespace MlopsInfra.PostDeploy.Code;

/// <summary>A link that was met in a folder that is uploaded.</summary>
/// <param name="Path">Where the link is.</param>
/// <param name="Target">Where it leads to, with no link left on the way.</param>
/// <param name="IsRound">Whether it leads to a folder that it lies in itself, so that nothing is uploaded through it.</param>
internal sealed record FollowedLink(string Path, string Target, bool IsRound);
