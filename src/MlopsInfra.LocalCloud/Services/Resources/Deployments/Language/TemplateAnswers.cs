using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.Resources.Deployments.Language;

/// <summary>What resources have answered to the questions of expressions so far.</summary>
internal sealed class TemplateAnswers
{
    private readonly Dictionary<TemplateQuestion, JsonNode?> _answers = [];

    /// <summary>The answer to a question.</summary>
    /// <exception cref="PendingValueException">It has not been asked yet.</exception>
    public JsonNode? this[TemplateQuestion question]
    {
        get => _answers.TryGetValue(question, out var answer) ? answer : throw new PendingValueException(question);
        set => _answers[question] = value;
    }

    /// <summary>Evaluates something, and asks resources as long as it needs to know more.</summary>
    /// <param name="evaluate">What is evaluated, again after each answer.</param>
    /// <param name="ask">Asks a resource.</param>
    public async Task<T> CompleteAsync<T>(Func<T> evaluate, Func<TemplateQuestion, Task<JsonNode?>> ask)
    {
        while (true)
        {
            TemplateQuestion question;
            try
            {
                return evaluate();
            }
            catch (PendingValueException pending)
            {
                question = pending.Question;
            }

            this[question] = await ask(question);
        }
    }

    /// <summary>The questions whose answers a change of a resource may have made old are forgotten.</summary>
    /// <param name="id">The resource.</param>
    public void Forget(string id)
    {
        var old = _answers.Keys.Where(question => question.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).ToList();
        foreach (var question in old) _answers.Remove(question);
    }
}
