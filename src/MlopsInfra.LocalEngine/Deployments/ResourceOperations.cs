using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>Has a provider do what was planned, and records it as soon as it is done.</summary>
internal sealed class ResourceOperations(DeploymentRun run)
{
    /// <summary>
    /// Creates a resource, or with <paramref name="old"/> its replacement: the old one is deleted at the end of the deployment.
    /// </summary>
    public async Task<RegistrationOutcome> CreateAsync(RegisteredResource resource, ConfiguredProvider provider,
        ResourceRecord? old, ResourcePlan plan)
    {
        // The same id again for a creation that was cut off: by it the provider knows what it made.
        var interrupted = run.Ledger.Interrupted(resource.Urn);
        var request = new CreateRequest(resource.Urn, resource.Goal.Type, plan.Inputs, resource.Goal.Timeouts.Create)
        {
            RequestId = interrupted?.RequestId ?? Guid.NewGuid().ToString(),
            MayExist = interrupted is not null,
        };
        ResourceState state;
        try
        {
            state = await run.Gate.RunAsync(request.Timeout, async token =>
            {
                // On file before the call: if the process dies in between, the next run knows that the resource may exist.
                await run.Ledger.ApplyAsync(new StateChange.Begin(
                    new PendingOperation(resource.Urn, resource.Goal.Type, request.RequestId)));
                return await provider.Provider.CreateAsync(request, token);
            });
        }
        catch (ProviderException exception)
        {
            if (exception.PartialState is { } partial)
                await PutNewAsync(RecordOfFailure(resource, null, provider, plan, partial, exception), old);
            else await run.Ledger.ApplyAsync(new StateChange.Abandon(resource.Urn));
            throw;
        }

        var record = Record(resource, null, provider, plan, state);
        await PutNewAsync(record, old);
        return Outcome(record, plan.Operation == StepOperation.Replace);
    }

    /// <summary>Changes a resource in place.</summary>
    public async Task<RegistrationOutcome> UpdateAsync(RegisteredResource resource, ConfiguredProvider provider,
        ResourceRecord old, ResourcePlan plan)
    {
        var request = new UpdateRequest(
            resource.Urn, resource.Goal.Type, old.Id ?? "", old.Inputs, old.Outputs, plan.Inputs, resource.Goal.Timeouts.Update);
        ResourceState state;
        try
        {
            state = await run.Gate.RunAsync(request.Timeout, token => provider.Provider.UpdateAsync(request, token));
        }
        catch (ProviderException exception) when (exception.PartialState is { } partial)
        {
            await run.Ledger.PutAsync(RecordOfFailure(resource, old, provider, plan, partial, exception));
            throw;
        }

        var record = Record(resource, old, provider, plan, state);
        await run.Ledger.PutAsync(record);
        return Outcome(record, wasReplaced: false);
    }

    /// <summary>Leaves a resource as it is; only what the program says about it may be new (options, dependencies).</summary>
    public async Task<RegistrationOutcome> KeepAsync(RegisteredResource resource, ConfiguredProvider provider, ResourceRecord old,
        ResourcePlan plan)
    {
        var outputs = SecretMarks.Carry(old.Outputs, plan.Inputs, resource.Goal.AdditionalSecretOutputs);
        var record = ResourceRecords.From(resource, old, old.Id, provider.Reference, plan.Inputs, outputs);
        await run.Ledger.PutAsync(record);
        return Outcome(record, wasReplaced: false);
    }

    /// <summary>
    /// What the program is answered: the outputs. An input that the provider does not echo is none, as with Pulumi's engine.
    /// </summary>
    public static RegistrationOutcome Outcome(ResourceRecord record, bool wasReplaced) =>
        new(record.Urn, record.Id, record.Outputs, wasReplaced);

    private Task PutNewAsync(ResourceRecord record, ResourceRecord? old) =>
        run.Ledger.ApplyAsync(old is null ? new StateChange.Put(record) : new StateChange.Replace(record));

    private static ResourceRecord Record(RegisteredResource resource, ResourceRecord? old, ConfiguredProvider provider,
        ResourcePlan plan, ResourceState state)
    {
        var inputs = state.Inputs ?? plan.Inputs;
        var outputs = SecretMarks.Carry(state.Outputs, plan.Inputs, resource.Goal.AdditionalSecretOutputs);
        return ResourceRecords.From(resource, old, state.Id, provider.Reference, inputs, outputs);
    }

    private static ResourceRecord RecordOfFailure(
        RegisteredResource resource, ResourceRecord? old, ConfiguredProvider provider, ResourcePlan plan, ResourceState partial,
        ProviderException exception) =>
        Record(resource, old, provider, plan, partial) with { InitErrors = [$"{exception.Code}: {exception.Message}"] };
}
