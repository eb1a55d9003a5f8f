using CsCheck;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Tests.Runs;

/// <summary>Names of jobs follow from what they do, and from nothing else.</summary>
public sealed class JobNameTests
{
    private static readonly Gen<string> Words = Gen.Char["ab: 1\n="].Array[1, 6].Select(letters => new string(letters));

    private static readonly Gen<JobInput[]> Inputs = Gen.Select(Words, Gen.Bool, Words)
        .Select((name, isLiteral, text) => new JobInput(name, isLiteral ? "literal" : "uri_folder", text)).Array[0, 4]
        .Select(inputs => inputs.DistinctBy(input => input.Name).ToArray());

    private static readonly Gen<(string, JobInput[], string, int)> Jobs = Gen.Select(Words, Inputs, Words, Gen.Int[1, 9]);

    [Fact]
    public void The_order_of_inputs_does_not_matter() => Gen.Select(Words, Inputs).Sample((code, inputs) =>
        Assert.Equal(JobName.Of("dev", code, inputs, null, 1), JobName.Of("dev", code, inputs.Reverse(), null, 1)));

    [Fact]
    public void Whatever_differs_makes_another_name() =>
        Gen.Select(Jobs, Jobs).Sample((one, other) =>
        {
            var same = one.Item1 == other.Item1 && one.Item3 == other.Item3 && one.Item4 == other.Item4
                && one.Item2.OrderBy(input => input.Name, StringComparer.Ordinal)
                    .SequenceEqual(other.Item2.OrderBy(input => input.Name, StringComparer.Ordinal));
            Assert.Equal(same, Name(one) == Name(other));
        });

    [Fact]
    public void Azure_takes_the_name_whatever_the_environment_is_called() => Gen.String[1, 60].Sample(environment =>
        Assert.Matches("^train-[a-z0-9-]{0,30}-[0-9a-f]{12}$", JobName.Of(environment, "pipeline:1", [], null, 1)));

    private static string Name((string Code, JobInput[] Inputs, string Data, int Attempt) job) =>
        JobName.Of("dev", job.Code, job.Inputs, job.Data, job.Attempt);
}
