namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>One instruction of a Dockerfile.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Keyword">Its keyword in upper case, as in <c>COPY</c>.</param>
/// <param name="Flags">Its flags, as in <c>from</c> and <c>builder</c> of <c>--from=builder</c>.</param>
/// <param name="Arguments">What comes behind, its continuation lines joined.</param>
/// <param name="Text">All of it, as a build's log says it.</param>
internal sealed record DockerInstruction(
    int Line, string Keyword, IReadOnlyDictionary<string, string> Flags, string Arguments, string Text);
