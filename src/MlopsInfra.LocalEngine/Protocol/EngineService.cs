using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MlopsInfra.LocalEngine.Deployments;
using MlopsInfra.LocalEngine.Protocol.Wire;

namespace MlopsInfra.LocalEngine.Protocol;

/// <summary>Takes a program's log messages.</summary>
internal sealed class EngineService(ProgramSession session) : Engine.EngineBase
{
    private static readonly Task<Empty> Nothing = Task.FromResult(new Empty());

    /// <summary>
    /// Debug messages, several per resource, are dropped; a program waits for each answer, so it comes at once.
    /// </summary>
    public override Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        if (request.Severity != LogSeverity.Debug)
        {
            var severity = request.Severity switch
            {
                LogSeverity.Error => DiagnosticSeverity.Error,
                LogSeverity.Warning => DiagnosticSeverity.Warning,
                _ => DiagnosticSeverity.Info,
            };
            session.Log(new DeploymentDiagnostic(severity, request.Message, request.Urn.Length == 0 ? null : request.Urn,
                request.Ephemeral));
        }

        return Nothing;
    }

    /// <summary>The stack's URN.</summary>
    public override Task<GetRootResourceResponse> GetRootResource(GetRootResourceRequest request, ServerCallContext context) =>
        Task.FromResult(new GetRootResourceResponse { Urn = session.StackUrn ?? "" });

    /// <summary>Known from the stack's registration.</summary>
    public override Task<SetRootResourceResponse> SetRootResource(SetRootResourceRequest request, ServerCallContext context) =>
        Task.FromResult(new SetRootResourceResponse());

    /// <summary>Any version will do.</summary>
    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(RequirePulumiVersionRequest request,
        ServerCallContext context) =>
        Task.FromResult(new RequirePulumiVersionResponse());
}
