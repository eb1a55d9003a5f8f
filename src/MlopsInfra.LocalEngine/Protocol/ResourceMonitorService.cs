using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MlopsInfra.LocalEngine.Deployments;
using MlopsInfra.LocalEngine.Protocol.Wire;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Protocol;

/// <summary>Where a program registers and reads resources and calls functions.</summary>
internal sealed class ResourceMonitorService(ProgramSession session) : ResourceMonitor.ResourceMonitorBase
{
    private static readonly HashSet<string> Features =
        ["secrets", "resourceReferences", "outputValues", "aliasSpecs", "deletedWith", "replaceWith", "parameterization"];

    /// <inheritdoc/>
    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.Contains(request.Id) });

    /// <inheritdoc/>
    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context) =>
        AnswerAsync(context, async () =>
        {
            var outcome = await session.RegisterAsync(GoalReader.Read(request, session.Packages));
            return new RegisterResourceResponse { Urn = outcome.Urn, Id = outcome.Id ?? "",
                Object = WireWriter.WriteMap(outcome.Outputs) };
        });

    /// <inheritdoc/>
    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) =>
        AnswerAsync(context, async () =>
        {
            var outcome = await session.ReadAsync(GoalReader.Read(request, session.Packages), request.Id);
            return new ReadResourceResponse { Urn = outcome.Urn, Properties = WireWriter.WriteMap(outcome.Outputs) };
        });

    /// <inheritdoc/>
    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context) =>
        AnswerAsync(context, async () =>
        {
            await session.SetOutputsAsync(request.Urn, WireReader.ReadMap(request.Outputs));
            return new Empty();
        });

    /// <inheritdoc/>
    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context) =>
        AnswerAsync(context, async () =>
        {
            var package = session.Packages.Find(request.PackageRef, request.Tok, request.Version);
            var result =
                await session.Invocations.InvokeAsync(request.Tok, WireReader.ReadMap(request.Args), request.Provider, package);
            // Not every SDK looks at the flag; a result with something unknown in it is unknown to all of them.
            if (result is null)
                return new ResourceInvokeResponse { Unknown = true,
                    Return = WireWriter.WriteMap(new PropertyMap([new("unknown", PropertyValue.Unknown)])) };
            var response = new ResourceInvokeResponse { Return = WireWriter.WriteMap(result.Return) };
            response.Failures.Add(result.Failures.Select(failure => new Wire.CheckFailure { Property = failure.Property,
                Reason = failure.Reason }));
            return response;
        }, isInvoke: true);

    /// <inheritdoc/>
    public override Task<RegisterPackageResponse> RegisterPackage(RegisterPackageRequest request, ServerCallContext context)
    {
        var package = request.Parameterization is { } parameterization
            ? new PackageKey(parameterization.Name, parameterization.Version)
            : new PackageKey(request.Name, request.Version.Length == 0 ? null : request.Version);
        return Task.FromResult(new RegisterPackageResponse { Ref = session.Packages.Register(package) });
    }

    /// <inheritdoc/>
    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context)
    {
        session.Signal();
        return Task.FromResult(new Empty());
    }

    /// <inheritdoc/>
    public override Task<CallResponse> Call(ResourceCallRequest request, ServerCallContext context) =>
        throw new RpcException(new Status(StatusCode.Unimplemented,
            $"This engine calls no methods of resources ({request.Tok})."));

    /// <summary>
    /// Works off a request and answers. The work goes on when the program hangs up; a failure is answered as UNKNOWN,
    /// never as UNAVAILABLE, which the Node SDK takes for the end of the engine and passes over in silence.
    /// </summary>
    private async Task<T> AnswerAsync<T>(ServerCallContext context, Func<Task<T>> work, bool isInvoke = false)
    {
        try
        {
            return await session.Work.TrackAsync(work).WaitAsync(context.CancellationToken);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            session.CallWasCut();
            throw new RpcException(Status.DefaultCancelled);
        }
        catch (RegistrationException exception)
        {
            session.RegistrationFailed(exception.Message);
            throw new RpcException(new Status(StatusCode.Unknown, exception.Message));
        }
        catch (Exception exception)
        {
            // Whatever it is, the program has to get an answer and the run has to fail.
            var error = Failure.Of(exception, null);
            var answer = $"{error.Code}: {error.Message}";
            if (isInvoke) session.InvokeFailed(answer, error);
            else session.RequestFailed(answer, error);
            throw new RpcException(new Status(StatusCode.Unknown, answer));
        }
    }
}
