def join(words, separator):
    result = []
    for word in words:
        if word:
            result.append(word.strip())
    return separator.join(result)
