using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Deployments;

/// <summary>One preview, update, destruction or refresh of a stack.</summary>
internal sealed class Deployment(DeploymentSetup setup) : IDisposable
{
    private readonly DeploymentRun _run = new(setup);
    private readonly DateTimeOffset _startedAt = DateTimeOffset.UtcNow;

    /// <summary>The state as it is now.</summary>
    public LoadedState Snapshot() => _run.Ledger.Snapshot();

    /// <summary>Runs the program and does what it says; then, if all went well, deletes what it no longer says.</summary>
    /// <param name="program">The program.</param>
    /// <param name="serve">Starts what the program talks to.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task<DeploymentResult> RunProgramAsync(
        IProgram program, Func<ProgramSession, CancellationToken, Task<IEngineServer>> serve, CancellationToken cancellationToken)
    {
        Warn();
        var session = new ProgramSession(_run);
        await using (var stop = cancellationToken.Register(() => _run.Gate.Stop(setup.Options.CancellationGrace)))
        {
            await using var server = await serve(session, cancellationToken);
            await RunAsync(program, session, server.Address, cancellationToken);
            if (!_run.Reporter.HasErrors) await DeleteUnregisteredAsync();
            await ForgetInterruptedAsync();
            ReportCancellation(cancellationToken);
        }

        return Result(session.StackOutputs ?? StackResource.OutputsOf(setup.State.Resources));
    }

    /// <summary>Deletes everything.</summary>
    public async Task<DeploymentResult> RunDestroyAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(() => _run.Gate.Stop(setup.Options.CancellationGrace));
        foreach (var record in setup.State.Resources.Where(record => record is { Protect: true, Delete: false }))
        {
            _run.Reporter.Error(Failure.Of(ResourceDeletions.Protected(record), record.Urn));
        }

        Warn();
        if (!_run.Reporter.HasErrors) await _run.Deletions.DeleteAsync(setup.State.Resources, StepOperation.Delete);
        await ForgetInterruptedAsync();
        ReportCancellation(cancellationToken);
        return Result(PropertyMap.Empty);
    }

    /// <summary>Reads everything.</summary>
    public async Task<DeploymentResult> RunRefreshAsync(CancellationToken cancellationToken)
    {
        await using var stop = cancellationToken.Register(() => _run.Gate.Stop(setup.Options.CancellationGrace));
        Warn();
        await new ResourceRefresh(_run).RefreshAsync(setup.State.Resources);
        ReportCancellation(cancellationToken);
        return Result(StackResource.OutputsOf(setup.State.Resources));
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private async Task RunAsync(IProgram program, ProgramSession session, string address, CancellationToken cancellationToken)
    {
        try
        {
            var exitCode = await program.RunAsync(ContextFor(session, address), cancellationToken);
            // A program that fails ends at once, while other resources are still being worked on.
            await session.Work.WhenIdleAsync();
            if (!cancellationToken.IsCancellationRequested && session.ExitError(program, exitCode) is { } error)
                _run.Reporter.Error(error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await session.Work.WhenIdleAsync();
        }
    }

    private ProgramContext ContextFor(ProgramSession session, string address) => new()
    {
        Address = address,
        Project = setup.Project.Name,
        Stack = setup.Stack,
        Organization = setup.Options.Organization,
        RootDirectory = setup.Project.Directory,
        IsPreview = setup.IsPreview,
        Parallelism = setup.Options.Parallelism,
        ConfigJson = setup.Configuration.ToJson(),
        ConfigSecretKeysJson = setup.Configuration.SecretKeysToJson(),
        Environment = setup.Providers.ProgramEnvironment.SetItems(setup.Options.ProgramEnvironment),
        OnOutput = session.Output,
    };

    private async Task DeleteUnregisteredAsync()
    {
        var unclaimed = _run.Resources.Unclaimed.Select(record => record.Urn).ToHashSet(StringComparer.Ordinal);
        // As the state has them now: what they depend on may have got another URN in this run.
        var records = _run.Ledger.Snapshot().Resources.Where(record => record.Delete || unclaimed.Contains(record.Urn));
        await _run.Deletions.DeleteAsync([.. records], StepOperation.Delete);
    }

    /// <summary>
    /// Forgets creations that were cut off and that the program no longer asks for: they have been told of, and nothing more can
    /// be done.
    /// </summary>
    private async Task ForgetInterruptedAsync()
    {
        if (setup.IsPreview || _run.Reporter.HasErrors) return;
        foreach (var operation in _run.Ledger.Snapshot().PendingOperations)
            await _run.Ledger.ApplyAsync(new StateChange.Abandon(operation.Urn));
    }

    private void Warn()
    {
        foreach (var secret in setup.Configuration.PlainSecrets)
            _run.Reporter.Diagnostic(new DeploymentDiagnostic(DiagnosticSeverity.Warning, $"{secret}"));
        WarnOfLeftovers();
    }

    private void WarnOfLeftovers()
    {
        foreach (var operation in setup.State.PendingOperations)
        {
            _run.Reporter.Diagnostic(new DeploymentDiagnostic(
                DiagnosticSeverity.Warning,
                $"The last deployment was cut off while it created {operation.Urn}: it may exist. An update takes it over; "
                    + "without one it has to be deleted by hand.", operation.Urn));
        }
    }

    private void ReportCancellation(CancellationToken cancellationToken)
    {
        if (!cancellationToken.IsCancellationRequested) return;
        _run.Reporter.Error(new DeploymentError(
            DeploymentErrorCodes.Cancelled,
            setup switch
            {
                { IsPreview: true } => "The preview was cancelled.",
                { Kind: DeploymentKind.Refresh } =>
                    "The refresh was cancelled. What was read is in the state; the next run reads all of it again.",
                _ => "The deployment was cancelled. What was done is in the state; the next run goes on from there.",
            }));
    }

    private DeploymentResult Result(PropertyMap outputs)
    {
        var steps = _run.Reporter.Steps;
        return new DeploymentResult
        {
            Stack = setup.Stack,
            Kind = setup.Kind,
            Steps = steps,
            Summary = StepCounts.Of(steps),
            Outputs = outputs,
            Errors = _run.Reporter.Errors,
            StartedAt = _startedAt,
            FinishedAt = DateTimeOffset.UtcNow,
        };
    }
}
