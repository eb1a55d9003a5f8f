using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Pulumirpc;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Calls provider functions (section 12) and methods of resources.</summary>
internal sealed class FunctionCaller(Deployment deployment)
{
    private readonly OptionsWriter _options = new(deployment);

    /// <summary>
    /// The bare value; unknown arguments are for the engine to judge (F3). The package request stays here: this form of an
    /// invoke goes out without a reference to it.
    /// </summary>
    public async Task<T> InvokeAsync<T>(FunctionCall call, bool single)
    {
        var args = await WrittenProperties.WriteAsync(call.Args, keepResources: true);
        return Read<T>(await SendAsync(call with { Package = null }, args.Values), call.Token, single).Value;
    }

    /// <summary>
    /// Unknown, without a call, as soon as any argument is (F4), or a resource it depends on is not there yet (F6).
    /// </summary>
    public async ValueTask<OutputData<T>> InvokeOutputAsync<T>(FunctionCall call, InputList<Resource>? dependsOn, bool single)
    {
        var args = await WriteArgsAsync(call);
        var resources = args.Dependencies.Values.SelectMany(found => found).ToImmutableHashSet();
        var waits = await WaitForAsync(dependsOn);
        if (waits.HasUnknown || args.Values.Fields.Values.Any(value => WireValue.Scan(value).HasUnknown))
            // The dependencies are lost on the way (protocol O5).
            return new OutputData<T>(default!, false, false, deployment.Monitor.IsMock ? resources : ResourceSet.Empty);
        var (value, isKnown, isSecret) = Read<T>(await SendAsync(call, args.Values), call.Token, single);
        return new OutputData<T>(value, isKnown, isSecret, ResourceSet.Union(resources, waits.Resources));
    }

    public async ValueTask<OutputData<T>> CallAsync<T>(FunctionCall call, Resource? self)
    {
        var keepOutputValues = await deployment.Monitor.SupportsAsync("outputValues");
        var args = await WrittenProperties.WriteAsync(call.Args, keepResources: true, keepOutputValues);
        var request = new ResourceCallRequest { Tok = call.Token, Args = args.Values };
        var resources = args.Dependencies.Values.SelectMany(found => found).ToImmutableHashSet();
        foreach (var (key, found) in args.Dependencies)
            request.ArgDependencies[key] = await ArgumentsAsync(found);
        if (self is not null)
        {
            request.Args.Fields["__self__"] = await new ValueWriter(keepResources: true).WriteAsync(self, "__self__");
            request.ArgDependencies["__self__"] = await ArgumentsAsync([self]);
            resources = resources.Add(self);
        }
        request.PackageRef = await _options.PackageReferenceAsync(call.Package);
        var response = await deployment.Monitor.CallAsync(request);
        FunctionFailures.ThrowIfAny(call.Token, response.Failures);
        var (value, isKnown, isSecret) = Read<T>(response.Return, call.Token, single: false);
        return new OutputData<T>(value, isKnown, isSecret, resources);
    }

    private static async Task<WrittenProperties> WriteArgsAsync(FunctionCall call)
    {
        try
        {
            return await WrittenProperties.WriteAsync(call.Args, keepResources: true);
        }
        catch (Exception exception)
        {
            Log.Error($"Error serializing arguments for invoke {call.Token}: {exception.Message}");
            throw;
        }
    }

    private static async Task<ResourceCallRequest.Types.ArgumentDependencies> ArgumentsAsync(IEnumerable<Resource> resources)
    {
        var dependencies = new ResourceCallRequest.Types.ArgumentDependencies();
        dependencies.Urns.Add(await DependencyUrns.CollectAsync(DependencyUrns.Expand(resources, null, ""), null, ""));
        return dependencies;
    }

    private async Task<Struct> SendAsync(FunctionCall call, Struct args)
    {
        var provider = call.Provider ?? ResourceSetup.FindProvider(call.Token, call.Parent);
        var response = await deployment.Monitor.InvokeAsync(new ResourceInvokeRequest
        {
            Tok = call.Token,
            Args = args,
            Provider = await OptionsWriter.ProviderReferenceAsync(provider),
            Version = call.Version ?? "",
            PluginDownloadURL = call.PluginDownloadURL ?? "",
            PackageRef = await _options.PackageReferenceAsync(call.Package),
            AcceptResources = true,
        });
        FunctionFailures.ThrowIfAny(call.Token, response.Failures);
        return response.Return ?? throw new InvalidOperationException(
            $"The engine's answer to the invoke of {call.Token} has no result: it has to hold an object, or be empty.");
    }

    private static async Task<(bool HasUnknown,
        ImmutableHashSet<Resource> Resources)> WaitForAsync(InputList<Resource>? dependsOn)
    {
        var resources = DependencyUrns.Expand(await OptionsWriter.DependsOnAsync(dependsOn), null, "");
        var hasUnknown = false;
        foreach (var resource in resources)
        {
            await resource.Urn.Data;
            hasUnknown |= resource is CustomResource custom && !(await custom.Id.Data).IsKnown;
        }
        return (hasUnknown, [.. resources]);
    }

    private (T Value, bool IsKnown, bool IsSecret) Read<T>(Struct result, string token, bool single)
    {
        // What an output of a resource can't be, a result can't be either (N17).
        AllowedTypes.Check(typeof(T), $"The result of {token}");
        var whole = Value.ForStruct(result);
        var (hasUnknown, hasSecret) = WireValue.Scan(whole);
        var value = single ? result.Fields.Values.First() : whole;
        var reader = new ValueReader(message => deployment.Logger.Write(Pulumirpc.LogSeverity.Warning, message));
        return ((T)reader.ReadAs(UnknownsRemoved.From(value), typeof(T), token)!, !hasUnknown, hasSecret);
    }
}
