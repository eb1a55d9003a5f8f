using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;

namespace Pulumi.Sdk.Tests.Wire;

/// <summary>An engine that accepts everything: inputs come back as outputs, custom resources get the id id-NAME.</summary>
internal static class EchoAnswers
{
    public static Task<IMessage> AnswerAsync(string method, IMessage request) => Task.FromResult(Answer(request));

    public static IMessage Answer(IMessage request) => request switch
    {
        RegisterResourceRequest register => Register(register),
        ReadResourceRequest read => new ReadResourceResponse { Urn = UrnOf(read.Type, read.Name), Properties = read.Properties },
        ResourceInvokeRequest invoke => new ResourceInvokeResponse { Return = invoke.Args },
        ResourceCallRequest => new CallResponse { Return = new Struct { Fields = { ["q"] = Value.ForString("called") } } },
        Pulumirpc.RegisterPackageRequest package => new RegisterPackageResponse { Ref = $"ref-{package.Name}" },
        RequirePulumiVersionRequest => new RequirePulumiVersionResponse(),
        _ => new Empty(),
    };

    public static RegisterResourceResponse Register(RegisterResourceRequest request) => new()
    {
        Urn = UrnOf(request.Type, request.Name),
        Id = request.Custom ? $"id-{request.Name}" : "",
        Object = request.Object,
    };

    private static string UrnOf(string type, string name) => $"urn:pulumi:dev::proj::{type}::{name}";
}
