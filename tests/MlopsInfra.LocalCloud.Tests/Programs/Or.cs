namespace MlopsInfra.LocalCloud.Tests.Programs;

/// <summary>Chooses between what is right and the mistake.</summary>
internal readonly record struct Or(bool IsMade)
{
    public string this[string right, string wrong] => IsMade ? wrong : right;

    /// <summary>Does two things one after the other; the mistake is to do them at once.</summary>
    public async Task OneAfterTheOther(Func<Task> first, Func<Task> second)
    {
        if (IsMade)
        {
            await Task.WhenAll(first(), second());
            return;
        }

        await first();
        await second();
    }
}
