using MlopsInfra.LocalEngine;

namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>One line of the specification: a program with one mistake, and the code that Azure refuses it with.</summary>
/// <param name="What">The mistake, in words.</param>
/// <param name="Code">Azure's error code.</param>
/// <param name="Program">The program. <c>or("right", "wrong")</c> in it is the place of the mistake.</param>
internal sealed record Mistake(string What, string Code, Func<CloudProgram, Or, Task> Program)
{
    /// <summary>
    /// Whether the mistake only shows on a second <c>up</c>, after a <c>destroy</c>; without it, the names are purged in between.
    /// </summary>
    public bool AfterDestroy { get; init; }

    /// <summary>Whether the mistake is a change: it shows on a second <c>up</c>.</summary>
    public bool OnUpdate { get; init; }

    /// <summary>What the refusal says, where its code is one that many have; null: not looked at.</summary>
    public string? Says { get; init; }

    /// <summary>What the program, with or without its mistake, comes to.</summary>
    public async Task<DeploymentResult> RunAsync(bool isMade)
    {
        using var stack = new CloudStack();
        if (!AfterDestroy && !OnUpdate) return await stack.UpAsync(program => Program(program, new Or(isMade)));
        Assert.Empty((await stack.UpAsync(program => Program(program, new Or(IsMade: false)))).Errors);
        if (AfterDestroy) Assert.Empty((await stack.DestroyAsync()).Errors);
        foreach (var name in isMade ? [] : stack.Cloud.SoftDeleted()) stack.Cloud.Purge(name.Id);
        return await stack.UpAsync(program => Program(program, new Or(isMade)));
    }

    /// <inheritdoc/>
    public override string ToString() => What;
}
